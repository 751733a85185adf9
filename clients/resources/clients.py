"""Books of clients: one row for each stay in the project."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from clients import words
from clients.intakes.clients import ClientIntake
from clients.resources import readers
from clients.resources.book import BookField
from clients.resources.people import PersonResource
from staff.verdicts import Verdict


class ClientResource(PersonResource):
    """Who the client is, from when to when, and whose client."""

    kind = "clients"
    needs = {
        ("last_name", "first_names", "name"): _lazy("The name is missing."),
        ("starts_on",): _lazy("The start date is missing."),
    }

    gender = BookField("Sukupuoli", "Sukup.", "Gender", "Sex", read=readers.word(words.gender))
    nationalities = BookField(
        "Kansalaisuus",
        "Kansallisuus",
        "Kansalaisuudet",
        "Nationality",
        "Citizenship",
        read=readers.word(words.countries, []),
    )
    mother_tongue = BookField(
        "Äidinkieli", "Kieli", "Mother tongue", "Language", read=readers.word(words.language)
    )
    service_languages = BookField(
        "Asiointikieli",
        "Palvelukieli",
        "Asiointikielet",
        "Service language",
        read=readers.word(words.languages, []),
    )
    municipality = BookField(
        "Kotikunta", "Kunta", "Asuinkunta", "Kotipaikkakunta", "Municipality", read=readers.municipality
    )
    phone = BookField("Puhelin", "Matkapuhelin", "Puhelinnumero", "Puh.", "Phone", read=readers.text(40))
    email = BookField("Sähköposti", "Sähköpostiosoite", "E-mail", read=readers.text(254))
    address = BookField("Osoite", "Lähiosoite", "Katuosoite", "Address", read=readers.text(300))
    arrived_on = BookField("Maahantulo", "Maahantulopäivä", "Saapunut Suomeen", "Arrived", read=readers.day)
    has_safety_restriction = BookField(
        "Turvakielto", "Safety restriction", read=readers.word(words.truth, None)
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
        read=readers.day,
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
        read=readers.day,
    )
    exit_reason = BookField(
        "Päättymissyy", "Päättymisen syy", "Lopetussyy", "Exit reason", read=readers.word(words.exit_reason)
    )
    coach = BookField("Valmentaja", "Omavalmentaja", "Coach", read=readers.text(200))
    note = BookField(
        "Huom.", "Huomautus", "Huomautukset", "Lisätiedot", "Lisätieto", "Note", read=readers.text()
    )

    def open_intake(self) -> ClientIntake:
        return ClientIntake(self.project, self.by)

    def complete(self, values: dict[str, Any], verdict: Verdict) -> None:
        super().complete(values, verdict)
        if values.get("exit_reason") and not values.get("ends_on"):
            verdict.refuse("exit_reason", _("An exit reason goes with a last day."))
