"""Books of clients: one row for each stay in the project."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from clients import words
from clients.book_people import PersonResource
from clients.choices import ExitReason, Gender
from clients.intakes.clients import ClientIntake
from ohjaamo.reference import country_choices, language_choices
from projects import book_columns as columns
from projects.book_columns import BookField
from staff.verdicts import Verdict


class ClientResource(PersonResource):
    """Who the client is, from when to when, and whose client."""

    kind = "clients"
    name = _lazy("Clients and their stays")
    needs = {
        ("last_name", "first_names", "name"): _lazy("The name is missing."),
        ("starts_on",): _lazy("The start date is missing."),
    }

    gender = BookField(
        "Sukupuoli",
        "Sukup.",
        "Gender",
        "Sex",
        read=columns.word(words.gender),
        choices=columns.choices_of(Gender),
    )
    nationalities = BookField(
        "Kansalaisuus",
        "Kansallisuus",
        "Kansalaisuudet",
        "Nationality",
        "Citizenship",
        read=columns.word(words.countries, []),
        choices=country_choices,
    )
    mother_tongue = BookField(
        "Äidinkieli",
        "Kieli",
        "Mother tongue",
        "Language",
        read=columns.word(words.language),
        choices=language_choices,
    )
    service_languages = BookField(
        "Asiointikieli",
        "Palvelukieli",
        "Asiointikielet",
        "Service language",
        read=columns.word(words.languages, []),
        choices=language_choices,
    )
    municipality = BookField(
        "Kotikunta",
        "Kunta",
        "Asuinkunta",
        "Kotipaikkakunta",
        "Municipality",
        read=columns.municipality,
        choices=columns.municipalities,
    )
    phone = BookField("Puhelin", "Matkapuhelin", "Puhelinnumero", "Puh.", "Phone", read=columns.text(40))
    email = BookField("Sähköposti", "Sähköpostiosoite", "E-mail", read=columns.text(254))
    address = BookField("Osoite", "Lähiosoite", "Katuosoite", "Address", read=columns.text(300))
    arrived_on = BookField("Maahantulo", "Maahantulopäivä", "Saapunut Suomeen", "Arrived", read=columns.day)
    has_safety_restriction = BookField(
        "Turvakielto", "Safety restriction", read=columns.word(words.truth, None), choices=columns.truths
    )
    starts_on = BookField(
        "Aloitus pvm",
        "Aloitus",
        "Aloituspäivä",
        "Alkupvm",
        "Alkoi",
        "Asiakkuus alkoi",
        "Asiakkuus alkanut",
        "Start date",
        "Starts on",
        read=columns.day,
    )
    ends_on = BookField(
        "Lopetus pvm",
        "Lopetus",
        "Lopetuspäivä",
        "Loppupvm",
        "Päättyi",
        "Asiakkuus päättyi",
        "Asiakkuus päättynyt",
        "End date",
        "Ends on",
        read=columns.day,
    )
    exit_reason = BookField(
        "Päättymissyy",
        "Päättymisen syy",
        "Lopetussyy",
        "Exit reason",
        read=columns.word(words.exit_reason),
        choices=columns.choices_of(ExitReason),
    )
    coach = BookField("Valmentaja", "Omavalmentaja", "Coach", read=columns.text(200))
    note = BookField(
        "Huom.", "Huomautus", "Huomautukset", "Lisätiedot", "Lisätieto", "Note", read=columns.text()
    )

    def open_intake(self) -> ClientIntake:
        return ClientIntake(self.project, self.by)

    def complete(self, values: dict[str, Any], verdict: Verdict) -> None:
        super().complete(values, verdict)
        if values.get("exit_reason") and not values.get("ends_on"):
            verdict.refuse("exit_reason", _("An exit reason goes with a last day."))
