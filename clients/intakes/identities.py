"""Who a row is about, and what may be told of them."""

import datetime as dt
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from clients import fillings, import_scope, matching, resemblances
from clients.fillings import Filling
from clients.matching import Choice, People
from clients.models import Client
from clients.resemblances import Said
from projects.book_columns import Values
from staff import auditing
from staff.cells import IdentityCode
from staff.verdicts import Answer, Verdict

# Whatever somebody ticks, a book doesn't make one client another.
NEVER_TAKEN = {"client_number", "personal_identity_code"}


def people_for(*, today: dt.date, by: auditing.Actor) -> People:
    """The clients whom a book in somebody's name may be about, as the register has them now."""
    return People.of(import_scope.clients_of(today=today, by=by))


def said_in(values: Values) -> Said:
    """What the row says of the person."""
    code: IdentityCode | None = values.get("personal_identity_code")
    return Said(
        client_number=values.get("client_number", ""),
        identity_code=code.code if code else "",
        code_born_on=code.born_on if code else None,
        born_on=values.get("born_on") or (code.born_on if code else None),
        name=f"{values.get('last_name', '')} {values.get('first_names', '')}".strip(),
        phone=values.get("phone", ""),
        email=values.get("email", ""),
    )


def recognise(
    values: Values, people: People, verdict: Verdict, *, number_decides: bool = False
) -> Client | None:
    """The client, or nobody we know yet. Stops the row when it contradicts itself or the register, or is a question.

    What a person answered is obeyed as long as it fits: of somebody who isn't there any more it is asked anew.
    """
    said, choice = said_in(values), _choice(verdict.answer, people)
    found = matching.find(said, people, choice=choice, number_decides=number_decides)
    for column, message in found.faults:
        verdict.refuse(column, message)
    verdict.stop_if_refused()
    if found.candidates:
        verdict.ask(
            [client.client_number for client in found.candidates],
            [_person(client, said, people) for client in found.candidates],
        )
    if found.client and found.why:
        verdict.match(found.client.client_number, str(found.why))
    return found.client


def _choice(answer: Answer, people: People) -> Choice:
    if answer.is_new:
        return Choice(is_new=True)
    return Choice(people.numbered(answer.same_as) if answer.same_as else people.of_row(answer.same_as_row))


def _person(client: Client, said: Said, people: People) -> dict[str, Any]:
    """Whom a question names: a client by number and key, or whoever an earlier row of the book makes."""
    row = people.row_that_made(client)
    return {
        "client": "" if row else client.client_number,
        "row": row,
        "pk": None if row else client.pk,
        "why": resemblances.reasons(said, client),
    }


def known_client(values: Values, people: People, verdict: Verdict) -> Client:
    """The client of a row that can't make a new one; refused when nobody is found. A name that doesn't fit is told."""
    client = recognise(values, people, verdict, number_decides=True)
    if client is None:
        verdict.stop("client_number", _("There is no such client in the register. Take the client in first."))
    if not matching.fits(said_in(values), client):
        verdict.warn(
            "last_name",
            _("The name isn't that of client %(number)s. Check the number.")
            % {"number": client.client_number},
        )
    return client


def ticked(verdict: Verdict, client: Client) -> frozenset[str]:
    """The columns whose differing value somebody has ticked; none of a client under a safety restriction."""
    return frozenset() if client.has_safety_restriction else verdict.answer.taken - NEVER_TAKEN


def tell_differences(verdict: Verdict, client: Client, row: Model, filling: Filling) -> None:
    """List what differs. Of a client under a safety restriction no value is told, only that there is something."""
    if not client.has_safety_restriction:
        fillings.tell_differences(verdict, row, filling)
    elif filling.differing:
        tell_restricted(verdict)


def tell_restricted(verdict: Verdict) -> None:
    verdict.warn(
        "client_number",
        _(
            "The client is under a safety restriction: what differs isn't shown, and nothing was changed by it."
        ),
    )


def tell_withdrawn(verdict: Verdict, column: str) -> None:
    verdict.warn(column, _("This was withdrawn from the register as wrong, so it isn't taken in again."))
