"""The use of the service tray: what was offered, what became of it, service by service."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coaching.choices import OfferState, ServiceCategory
from coaching.models import OfferTurn
from ohjaamo.periods import Period
from projects.models import Project
from reports.figures.tally import PERSONS, Fact, Measure, Table, split, within


@dataclass(frozen=True, kw_only=True)
class Turn(Fact):
    """An offer came to a state."""

    state: str
    service: str
    name: str
    category: str


def _came_to(state: OfferState) -> Measure:
    return Measure(state.value, state.label, lambda fact: fact.event if fact.state == state else None)


MEASURES = (*map(_came_to, OfferState), PERSONS)


def tables(project: Project, period: Period, _today: dt.date) -> list[Table]:
    """The turns of a period by category and by service."""
    turns = _turns(project, period)
    names = {turn.service: turn.name for turn in sorted(turns, key=lambda each: each.name)}
    return [
        split(
            "categories",
            _("Services by category"),
            turns,
            lambda turn: (turn.category,),
            dict(ServiceCategory.choices),
            MEASURES,
            first=_("Category"),
        ),
        split(
            "services",
            _("Services one by one"),
            turns,
            lambda turn: (turn.service,),
            names,
            MEASURES,
            first=_("Service"),
        ),
    ]


def _turns(project: Project, period: Period) -> list[Turn]:
    rows = OfferTurn.objects.filter(
        within("turned_on", period),
        offer__enrolment__project=project,
        offer__enrolment__withdrawn_at=None,
    )
    return [_turn(row) for row in rows.select_related("offer__service", "offer__enrolment")]


def _turn(row: OfferTurn) -> Turn:
    service = row.offer.service
    return Turn(
        client=row.offer.enrolment.client_id,
        event=row.offer_id,
        day=row.turned_on,
        words=" · ".join(filter(None, [service.name, row.get_state_display(), row.reason])),
        state=row.state,
        service=str(service.pk),
        name=service.name,
        category=service.category,
    )
