"""The key by which municipalities share a project's own funding: what it rests on, and from when it holds."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ohjaamo.formats import share as in_percent
from ohjaamo.periods import running_on
from projects.choices import PayerKind, PercentRule, SplitBasis
from projects.models import CofinancingKey, CofinancingShare, Municipality, Project
from projects.splits import HUNDRED, Part, percents
from staff import auditing
from staff.rows import keep


@dataclass(frozen=True)
class Weight:
    """A municipality's weight by the basis, how many persons stand behind it, and who pays its share."""

    municipality: Municipality
    weight: Decimal
    persons: int
    payer: PayerKind = PayerKind.MUNICIPALITY


def agree(
    *,
    project: Project,
    basis: SplitBasis,
    as_of: dt.date,
    source: str,
    rule: PercentRule,
    weights: Sequence[Weight],
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    decision: str = "",
    by: auditing.Actor,
) -> CofinancingKey:
    """Write down a key; one that still runs, with no last day, ends the day before.

    Refused (ValidationError) when its percents aren't 100 together or another key holds then.
    """
    used = percents_used(weights, rule)
    key = CofinancingKey(
        project=project,
        basis=basis,
        as_of=as_of,
        source=source,
        rule=rule,
        decision=decision,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    with auditing.act(by=by):
        _end_running(project, starts_on)
        keep(key)
        for each, percent in zip(weights, used, strict=True):
            keep(CofinancingShare(key=key, percent=percent, **vars(each)))
    return key


def in_force(project: Project, day: dt.date) -> CofinancingKey | None:
    """The key that holds on a day."""
    return project.cofinancing.filter(running_on(day)).first()


def parts(key: CofinancingKey) -> list[Part]:
    """Those who share by a key, the largest percent first."""
    return [
        Part(each.municipality.code, str(each.municipality), each.percent, each.persons, each.payer)
        for each in key.shares.select_related("municipality")
    ]


def percents_used(weights: Sequence[Weight], rule: PercentRule) -> list[Decimal]:
    """The percents that come of weights. Refused (ValidationError) when they aren't 100 together."""
    if not any(each.weight > 0 for each in weights) or any(each.weight < 0 for each in weights):
        raise ValidationError(_("Nobody has a weight above zero, or somebody has one below it."))
    try:
        used = percents([each.weight for each in weights], rule)
    except ValueError as error:
        raise ValidationError(
            _(
                "Rounded to two digits the percents aren't 100 together. Agree on them, or leave them unrounded."
            )
        ) from error
    if (found := sum(used, Decimal(0))) != HUNDRED:
        raise ValidationError(
            _("The percents are %(percent)s together, not 100 %%.") % {"percent": in_percent(found)}
        )
    return used


def _end_running(project: Project, starts_on: dt.date) -> None:
    """End the key that runs without a last day the day before another begins."""
    running = project.cofinancing.filter(ends_on=None, starts_on__lt=starts_on).first()
    if running is not None:
        running.ends_on = starts_on - dt.timedelta(days=1)
        keep(running, update_fields=["ends_on"])
