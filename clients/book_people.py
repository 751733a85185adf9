"""The columns by which a row says which client it is about, and what every book of clients shares."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from clients import names
from projects import book_columns as columns
from projects.book_columns import BookField, Values
from projects.book_resources import BookResource
from staff.verdicts import IDENTITY_CODE, Verdict

# What a row may say of who it is about.
PERSON = ("client_number", "personal_identity_code", "born_on", "last_name", "first_names", "name")
# What a report counts; the same for every kind, so that scripts find each.
MODELS = {
    "clients": _lazy("clients"),
    "enrolments": _lazy("enrolments"),
    "activities": _lazy("activities"),
    "outcomes": _lazy("results"),
    "assignments": _lazy("assignments"),
    "coaches": _lazy("coaches"),
}


class PersonResource(BookResource):
    """A book whose rows are about a client and have days."""

    models = MODELS
    about = "client"
    spare: ClassVar[Collection[str]] = ("name",)

    client_number = BookField(
        "Asiakasnro",
        "Asiakasnumero",
        "Nro",
        "Numero",
        "Asiakkaan numero",
        english=("Client number", "Client no", "Number"),
        read=columns.text(20),
    )
    last_name = BookField(
        "Sukunimi",
        "Suku",
        english=("Last name", "Surname", "Family name"),
        read=columns.text(150),
    )
    first_names = BookField(
        "Etunimet",
        "Etunimi",
        "Kutsumanimi",
        "Etu",
        english=("First names", "First name", "Given names", "Given name", "Forename"),
        read=columns.text(150),
    )
    name = BookField(
        "Nimi",
        "Asiakas",
        "Asiakkaan nimi",
        "Koko nimi",
        "Henkilö",
        "Osallistuja",
        "Osallistujan nimi",
        "Sukunimi ja etunimi",
        "Sukunimi Etunimi",
        "Etunimi Sukunimi",
        english=("Name", "Client", "Client name", "Full name", "Participant"),
        read=columns.text(300),
    )
    personal_identity_code = BookField(
        "Henkilötunnus",
        "Hetu",
        "Hlötunnus",
        "Sotu",
        "HETU-tunnus",
        "Sosiaaliturvatunnus",
        english=("Personal identity code", "Identity code", "Personal ID", "SSN"),
        read=columns.identity_code,
        shape=IDENTITY_CODE,
    )
    born_on = BookField(
        "Syntymäaika",
        "Synt.aika",
        "Syntymäpäivä",
        "Synt. pvm",
        "Syntynyt",
        "Syntymäpvm",
        "Synt.päivä",
        "Synt",
        "S.aika",
        "Syntymäaika pp.kk.vvvv",
        english=("Date of birth", "Birth date", "Birthday", "DOB", "Born", "Born on"),
        read=columns.birth_date,
    )

    def complete(self, values: dict[str, Any], verdict: Verdict) -> None:
        bring_names_together(values)
        refuse_disorder(values, verdict)


def bring_names_together(values: dict[str, Any]) -> None:
    """One column or two, the halves of a name stand apart; somebody's only name is a first name."""
    whole = values.pop("name", "")
    last, first = values.get("last_name", ""), values.get("first_names", "")
    if whole and not (last or first):
        last, first = names.split_name(whole)
    values["last_name"], values["first_names"] = (last, first) if first else ("", last)


def refuse_disorder(values: Values, verdict: Verdict) -> None:
    """Refuse a last day before the first."""
    starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        verdict.refuse("ends_on", _("The last day is before the first."))
