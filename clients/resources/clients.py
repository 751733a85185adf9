"""Books of clients: one row for each stay in the project."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from clients import book_rows, words
from clients.book_people import PersonResource
from clients.choices import ExitReason, Gender
from clients.intakes.clients import ClientIntake
from clients.models import Enrolment
from ohjaamo.reference import country_choices, language_choices, plain
from projects import book_columns as columns
from projects.book_columns import BookField
from projects.book_resources import Line
from staff.gathering import Gathering
from staff.verdicts import Verdict


class ClientResource(PersonResource):
    """Who the client is, from when to when, and whose client."""

    kind = "clients"
    label = _lazy("Clients and their stays")
    spare = ("name", "project_code")
    needs = {
        ("last_name", "first_names", "name"): _lazy("The name is missing."),
        ("starts_on",): _lazy("The start date is missing."),
    }

    gender = BookField(
        "Sukupuoli",
        "Sukup.",
        "Sp",
        "Sukupuoli (N/M)",
        english=("Gender", "Sex"),
        read=columns.word(words.gender),
        choices=columns.choices_of(Gender),
    )
    nationalities = BookField(
        "Kansalaisuus",
        "Kansallisuus",
        "Kansalaisuudet",
        "Kansal.",
        "Kansalaisuusmaa",
        english=("Nationality", "Citizenship", "Nationalities"),
        read=columns.word(words.countries, []),
        choices=country_choices,
        apart=words.countries_apart,
    )
    mother_tongue = BookField(
        "Äidinkieli",
        "Kieli",
        "Äidinkielet",
        "Äid.kieli",
        english=("Mother tongue", "Language", "Native language", "First language"),
        read=columns.word(words.language),
        choices=language_choices,
    )
    service_languages = BookField(
        "Asiointikieli",
        "Palvelukieli",
        "Asiointikielet",
        "Palvelukielet",
        "Työskentelykieli",
        english=("Service language", "Service languages"),
        read=columns.word(words.languages, []),
        choices=language_choices,
        apart=words.languages_apart,
    )
    municipality = BookField(
        "Kotikunta",
        "Kunta",
        "Asuinkunta",
        "Kotipaikkakunta",
        "Paikkakunta",
        "Kotikaupunki",
        english=("Municipality", "Home municipality", "City", "Town"),
        read=columns.municipality,
        choices=columns.municipalities,
    )
    phone = BookField(
        "Puhelin",
        "Matkapuhelin",
        "Puhelinnumero",
        "Puh.",
        "Puh.nro",
        "Gsm",
        "Kännykkä",
        "Puhelinnro",
        english=("Phone", "Phone number", "Mobile", "Telephone", "Tel", "Cell"),
        read=columns.phone,
        shape=columns.PHONE,
    )
    email = BookField(
        "Sähköposti",
        "Sähköpostiosoite",
        "S-posti",
        "Meili",
        english=("E-mail", "E-mail address", "Mail"),
        read=columns.text(254),
        shape=columns.EMAIL,
    )
    address = BookField(
        "Osoite",
        "Lähiosoite",
        "Katuosoite",
        "Kotiosoite",
        "Postiosoite",
        english=("Address", "Street address", "Home address"),
        read=columns.text(300),
    )
    arrived_on = BookField(
        "Maahantulo",
        "Maahantulopäivä",
        "Saapunut Suomeen",
        "Tulopäivä",
        "Tullut Suomeen",
        "Maahantulopvm",
        "Suomeen",
        "Muuttanut Suomeen",
        "Maahantuloaika",
        english=("Arrived", "Arrived on", "Arrival date", "Date of arrival", "Arrived in Finland"),
        read=columns.day,
    )
    has_safety_restriction = BookField(
        "Turvakielto",
        english=("Safety restriction",),
        read=columns.word(words.truth, None),
        choices=columns.truths,
    )
    starts_on = BookField(
        "Aloitus pvm",
        "Aloitus",
        "Aloituspäivä",
        "Alkupvm",
        "Alkoi",
        "Asiakkuus alkoi",
        "Asiakkuus alkanut",
        "Aloittanut",
        "Aloitti",
        "Alku",
        "Alkamispäivä",
        "Alkamispvm",
        "Asiakkuuden alku",
        "Mukaan",
        "Alkaen",
        english=("Start date", "Starts on", "Start", "Started", "Started on", "Joined"),
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
        "Lopettanut",
        "Lopetti",
        "Loppu",
        "Päättynyt",
        "Päättymispäivä",
        "Päättymispvm",
        "Asiakkuuden loppu",
        english=("End date", "Ends on", "End", "Ended", "Ended on", "Left"),
        read=columns.day,
    )
    exit_reason = BookField(
        "Päättymissyy",
        "Päättymisen syy",
        "Lopetussyy",
        "Lopettamisen syy",
        "Lopetuksen syy",
        "Syy päättymiseen",
        english=("Exit reason", "Reason for leaving", "Reason"),
        read=columns.word(words.exit_reason),
        choices=columns.choices_of(ExitReason),
    )
    coach = BookField(
        "Valmentaja",
        "Omavalmentaja",
        "Ohjaaja",
        "Omaohjaaja",
        "Vastuuvalmentaja",
        "Työntekijä",
        english=("Coach", "Counsellor", "Worker"),
        read=columns.text(200),
    )
    note = BookField(
        "Huom.",
        "Huomautus",
        "Huomautukset",
        "Lisätiedot",
        "Lisätieto",
        "Muuta",
        "Kommentit",
        "Muistiinpanot",
        english=("Note", "Notes", "Comments", "Remarks"),
        read=columns.passage,
    )

    # Of a book of ours, which may tell of stays in several projects.
    project_code = BookField("Hankekoodi", english=("Project code",), read=columns.text(40))

    @property
    def shown_columns(self) -> list[str]:
        return [*super().shown_columns, "project_code"]

    def lines(self) -> Iterator[Line]:
        return book_rows.stays(Enrolment.objects.filter(project=self.project))

    def open_intake(self) -> ClientIntake:
        self.gathering = Gathering()
        return ClientIntake(self.project, self.today, self.gathering, self.by)

    def complete(self, values: dict[str, Any], verdict: Verdict) -> None:
        super().complete(values, verdict)
        code = values.pop("project_code", "")
        if code and plain(code) != plain(self.project.code):
            verdict.refuse(
                "project_code", _("The row is about a stay in the project %(code)s.") % {"code": code}
            )
        if values.get("exit_reason") and not values.get("ends_on"):
            verdict.refuse("exit_reason", _("An exit reason goes with a last day."))
