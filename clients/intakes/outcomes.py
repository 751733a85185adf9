"""Rows of results: what came of the coaching, event by event. Equal rows are equal events, as many as there are."""

import datetime as dt
from collections import Counter

from clients import outcomes
from clients.intakes import identities
from clients.models import Enrolment, Outcome
from ohjaamo.reference import plain
from projects.book_columns import Values
from projects.models import Project
from staff import auditing
from staff.gathering import Gathering
from staff.verdicts import Verdict

Key = tuple[int, str, dt.date, str, int]


class OutcomeIntake:
    """Takes rows of results into one project; the book's n-th of several equal ones is the register's n-th."""

    def __init__(self, project: Project, today: dt.date, gathering: Gathering, by: auditing.Actor) -> None:
        self.project = project
        self.gathering = gathering
        self.by = by
        self.people = identities.people_for(today=today, by=by)
        rows = Outcome.with_withdrawn.filter(project=project)
        self.standing = Counter(key_of(row) for row in rows if row.withdrawn_at is None)
        self.withdrawn = Counter(key_of(row) for row in rows if row.withdrawn_at is not None)
        self.met: Counter[Key] = Counter()
        self.members = set(Enrolment.objects.filter(project=project).values_list("client", flat=True))

    def take(self, values: Values, verdict: Verdict) -> None:
        """Take a row in, unless the register has as many such results already."""
        client = identities.known_client(values, self.people, verdict)
        quantity = 1 if values.get("quantity") is None else values["quantity"]
        detail = values.get("detail", "")
        key = (client.pk, values["outcome"], values["happened_on"], plain(detail), quantity)
        place = self.met[key] + 1
        if place > self.standing[key] + self.withdrawn[key]:
            with verdict.refusing("quantity"):
                outcome = outcomes.new(
                    client=client,
                    project=self.project,
                    kind=values["outcome"],
                    happened_on=values["happened_on"],
                    quantity=quantity,
                    detail=detail,
                    was_there=client.pk in self.members,
                    by=self.by,
                )
                self.gathering.add(outcome)
            verdict.created["outcomes"] += 1
        elif place > self.standing[key]:
            identities.tell_withdrawn(verdict, "happened_on")
        self.gathering.learn(self.met, key, place)


def key_of(outcome: Outcome) -> Key:
    """What makes a result the same one in a book and in the register."""
    return (outcome.client_id, outcome.kind, outcome.happened_on, plain(outcome.detail), outcome.quantity)
