"""The columns by which a row says whom it is about; books of every kind have some of them."""

from typing import Any

from django.utils.translation import gettext as _

from clients import names
from clients.intakes.identities import Values
from clients.resources import readers
from clients.resources.book import BookField, BookResource
from staff.verdicts import Verdict


class PersonResource(BookResource):
    """A book whose rows are about a client and have days."""

    client_number = BookField(
        "Asiakasnro",
        "Asiakasnumero",
        "Nro",
        "Numero",
        "Asiakkaan numero",
        "Client number",
        read=readers.text(20),
    )
    last_name = BookField("Sukunimi", "Last name", "Surname", "Family name", read=readers.text(150))
    first_names = BookField(
        "Etunimet", "Etunimi", "First names", "First name", "Given names", read=readers.text(150)
    )
    name = BookField(
        "Nimi", "Asiakas", "Asiakkaan nimi", "Koko nimi", "Name", "Client", read=readers.text(300)
    )
    personal_identity_code = BookField(
        "Henkilötunnus", "Hetu", "Hlötunnus", "Sotu", "Personal identity code", read=readers.identity_code
    )
    born_on = BookField(
        "Syntymäaika",
        "Synt.aika",
        "Syntymäpäivä",
        "Synt. pvm",
        "Syntynyt",
        "Date of birth",
        "Birth date",
        read=readers.birth_date,
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
