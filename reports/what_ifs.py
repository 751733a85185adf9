"""Another key, thought of but not agreed on: who would share by which figures, and what that would change."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ohjaamo.formats import day as in_words
from projects import cofinancing, key_drafts
from projects.budgets import Line
from projects.choices import PayerKind, PercentRule, SplitBasis
from projects.cofinancing import Weight
from projects.models import CofinancingKey, Municipality
from projects.splits import Part
from reports.figures.what_if import Change, Stretch, compare
from reports.money_cells import added


@dataclass(frozen=True)
class Thought:
    """Who would share, from a day on, and how the percents would come of their weights."""

    parts: tuple[Part, ...]
    rule: PercentRule
    since: dt.date


@dataclass(frozen=True)
class Outlook:
    """What a thought would change for each, and in all."""

    thought: Thought
    changes: tuple[Change, ...]

    @property
    def now(self) -> Decimal:
        return added(change.now for change in self.changes)

    @property
    def then(self) -> Decimal:
        return added(change.then for change in self.changes)

    @property
    def difference(self) -> Decimal:
        return self.then - self.now


def think(
    key: CofinancingKey,
    *,
    basis: SplitBasis,
    as_of: dt.date,
    joins: Municipality | None,
    leaves: Municipality | None,
    since: dt.date,
) -> Thought:
    """The key with other figures, one more municipality or one fewer; payers stay, and who joins pays its own share.

    Percents that don't come to 100 when rounded are left unrounded. Refused (ValidationError) when a municipality has
    no figure of that day, or none is left.
    """
    payers = {
        share.municipality: PayerKind(share.payer) for share in key.shares.select_related("municipality")
    }
    if joins is not None:
        payers[joins] = PayerKind.MUNICIPALITY
    if leaves is not None:
        payers.pop(leaves, None)
    weights = _weights(payers, basis, as_of)
    percents, rule = _percents(weights, PercentRule(key.rule))
    parts = [
        Part(each.municipality.code, str(each.municipality), percent, each.persons, each.payer)
        for each, percent in zip(weights, percents, strict=True)
    ]
    return Thought(tuple(sorted(parts, key=lambda part: (-part.percent, part.code))), rule, since)


def outlook(key: CofinancingKey, lines: Sequence[Line], thought: Thought) -> Outlook:
    """What a thought would change in the plan of a budget's periods."""
    stretches = [
        Stretch(line.period.starts_on, line.period.ends_on, line.chain.own_funding) for line in lines
    ]
    changes = compare(stretches, cofinancing.parts(key), thought.parts, thought.since)
    return Outlook(thought, tuple(changes))


def _weights(payers: dict[Municipality, PayerKind], basis: SplitBasis, as_of: dt.date) -> list[Weight]:
    figures = {each.municipality_id: each for each in key_drafts.figures_of(as_of)}
    if missing := [str(municipality) for municipality in payers if municipality.pk not in figures]:
        message = _("There is no figure of %(day)s of: %(names)s.")
        raise ValidationError({"as_of": message % {"day": in_words(as_of), "names": ", ".join(missing)}})
    return [
        Weight(
            municipality,
            figure.share_percent if basis == SplitBasis.SHARE else Decimal(figure.persons),
            figure.persons,
            payer,
        )
        for municipality, payer in payers.items()
        for figure in [figures[municipality.pk]]
    ]


def _percents(weights: Sequence[Weight], rule: PercentRule) -> tuple[list[Decimal], PercentRule]:
    if rule == PercentRule.TWO_DIGITS:
        with suppress(ValidationError):
            return cofinancing.percents_used(weights, rule), rule
    return cofinancing.percents_used(weights, PercentRule.EXACT), PercentRule.EXACT
