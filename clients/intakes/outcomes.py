"""Rows of results: what came of the coaching, event by event. Equal rows are equal events, as many as there are."""

import datetime as dt
from collections import Counter

from clients import outcomes
from clients.intakes import identities
from clients.matching import People
from clients.models import Outcome
from ohjaamo.reference import plain
from projects.book_columns import Values
from projects.models import Project
from staff import auditing
from staff.verdicts import Verdict

Key = tuple[int, str, dt.date, str, int]


class OutcomeIntake:
    """Takes rows of results into one project; the book's n-th of several equal ones is the register's n-th."""

    def __init__(self, project: Project, by: auditing.Actor) -> None:
        self.project = project
        self.by = by
        self.people = People.of_register()
        rows = Outcome.with_withdrawn.filter(project=project)
        self.standing = Counter(key_of(row) for row in rows if row.withdrawn_at is None)
        self.withdrawn = Counter(key_of(row) for row in rows if row.withdrawn_at is not None)
        self.met: Counter[Key] = Counter()

    def take(self, values: Values, verdict: Verdict) -> None:
        """Take a row in, unless the register has as many such results already."""
        client = identities.known_client(values, self.people, verdict)
        quantity = 1 if values.get("quantity") is None else values["quantity"]
        detail = values.get("detail", "")
        key = (client.pk, values["outcome"], values["happened_on"], plain(detail), quantity)
        place = self.met[key] + 1
        if place > self.standing[key] + self.withdrawn[key]:
            with verdict.refusing("quantity"):
                outcomes.record(
                    client=client,
                    project=self.project,
                    kind=values["outcome"],
                    happened_on=values["happened_on"],
                    quantity=quantity,
                    detail=detail,
                    by=self.by,
                )
            verdict.created["outcomes"] += 1
        elif place > self.standing[key]:
            identities.tell_withdrawn(verdict, "happened_on")
        self.met[key] = place


def key_of(outcome: Outcome) -> Key:
    """What makes a result the same one in a book and in the register."""
    return (outcome.client_id, outcome.kind, outcome.happened_on, plain(outcome.detail), outcome.quantity)
