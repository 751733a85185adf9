"""What has been agreed on in a stay: its goals with their steps, what is next, and what is behind."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from clients.models import Enrolment
from coaching.models import Goal, Step
from staff.models import User

DONE, REACHED, DROPPED = "done", "reached", "dropped"


@dataclass(frozen=True)
class Aim:
    """An open goal and the steps still to be taken towards it, the soonest first."""

    goal: Goal
    steps: Sequence[Step]


@dataclass(frozen=True)
class Closed:
    """A step or a goal that is behind: done, reached or dropped, by whom and when."""

    row: Goal | Step
    state: str
    day: dt.date
    by: User | None

    @property
    def is_goal(self) -> bool:
        return isinstance(self.row, Goal)


@dataclass(frozen=True)
class Plan:
    """All of it. The next step is the one due soonest, those without a day last; it stands in its aim as well."""

    aims: Sequence[Aim]
    steps: Sequence[Step]
    closed: Sequence[Closed]

    @property
    def next_step(self) -> Step | None:
        return self.steps[0] if self.steps else None

    @property
    def loose(self) -> list[Step]:
        """Open steps that lead to no goal."""
        return [step for step in self.steps if step.goal_id is None]

    @property
    def goals(self) -> list[Goal]:
        return [aim.goal for aim in self.aims]

    def done_step(self, key: str) -> Step | None:
        """The step of this key, if it is done."""
        steps = (each.row for each in self.closed if isinstance(each.row, Step) and each.state == DONE)
        return next((step for step in steps if str(step.pk) == key), None)


def plan_of(stay: Enrolment) -> Plan:
    """The plan of a stay, in two questions to the database."""
    goals = list(Goal.objects.filter(enrolment=stay).select_related("reached_by", "dropped_by"))
    people = ("owner", "done_by", "dropped_by", "goal")
    steps = list(Step.objects.filter(enrolment=stay).select_related(*people).order_by("due_on", "pk"))
    waiting = [step for step in steps if not (step.done_on or step.dropped_on)]
    towards: dict[int | None, list[Step]] = defaultdict(list)
    for step in waiting:
        towards[step.goal_id].append(step)
    aims = [Aim(goal, towards[goal.pk]) for goal in goals if not (goal.reached_on or goal.dropped_on)]
    rows: list[Goal | Step] = [*goals, *steps]
    closed = [found for row in rows if (found := _closed(row))]
    closed.sort(key=lambda each: (each.day, each.row.pk), reverse=True)
    return Plan(aims, waiting, closed)


def _closed(row: Goal | Step) -> Closed | None:
    if row.dropped_on:
        return Closed(row, DROPPED, row.dropped_on, row.dropped_by)
    if isinstance(row, Goal):
        return Closed(row, REACHED, row.reached_on, row.reached_by) if row.reached_on else None
    return Closed(row, DONE, row.done_on, row.done_by) if row.done_on else None
