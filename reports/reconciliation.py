"""Whether a snapshot adds up: what every rule found, and what of it has been accepted with a reason."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports import explanations
from reports.findings import Finding, Severity
from reports.rules import (
    contact,
    continuity,
    evidence,
    notices,
    own_figures,
    published,
    split_sums,
    target_group,
)
from reports.rules.of_people import PersonRule
from reports.snapshots import Snapshot

# R5 to R9, in the order of the strip.
PERSON_RULES: tuple[PersonRule, ...] = (
    *continuity.RULES,
    *contact.RULES,
    *notices.RULES,
    *target_group.RULES,
    *evidence.RULES,
)

# What the rules of figures are called in a list of explanations.
TITLES = {
    "rows": gettext_lazy("Rows and headline"),
    "flow": gettext_lazy("From date to date"),
    "cumulative": gettext_lazy("Whole project from date to date"),
    "unclassified": gettext_lazy("Without an activity"),
    "published": gettext_lazy("Difference from what was published"),
    "out_of_use": gettext_lazy("Category not in use"),
    split_sums.RULE: gettext_lazy("Splits and table"),
    published.RULE: gettext_lazy("Difference from the publication"),
} | {rule.key: rule.title for rule in PERSON_RULES}


@dataclass(frozen=True)
class Reconciliation:
    """Everything the rules found, in the order of the strip."""

    findings: tuple[Finding, ...]

    @property
    def open(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_open]

    @property
    def blocking(self) -> list[Finding]:
        """What keeps a report from being published: our own figures don't add up, and nobody has said why."""
        return [finding for finding in self.open if finding.severity == Severity.ERROR]

    @property
    def explained(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_explained]

    @property
    def main(self) -> list[Finding]:
        """What has a line of its own."""
        return [finding for finding in self.findings if not finding.is_minor]

    @property
    def minor(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_minor]

    @property
    def state(self) -> str:
        """Ready, or how much there is to explain."""
        return _("%(count)s to explain") % {"count": len(self.open)} if self.open else _("Ready")

    @property
    def figures_state(self) -> str:
        """The same of the figures' own rules alone (see `check`), where those about people weren't asked."""
        if not self.open:
            return _("The figures add up")
        return _("%(count)s to explain in the figures") % {"count": len(self.open)}


def check(snapshot: Snapshot) -> Reconciliation:
    """The rules of the figures themselves on every date of the snapshot; one question, for what is explained."""
    return _weighed(snapshot, own_figures.findings(snapshot))


def check_all(snapshot: Snapshot, *, today: dt.date) -> Reconciliation:
    """Every rule, in the reader's language: of the figures on every date, of the clients as of the latest one.

    Of a date to come clients are looked at as of today. Of all projects together only the figures are judged.
    """
    return _weighed(snapshot, _all(snapshot, today))


def person_rule(key: str) -> PersonRule | None:
    """The rule about clients of that name."""
    return next((rule for rule in PERSON_RULES if rule.key == key), None)


def _all(snapshot: Snapshot, today: dt.date) -> Iterator[Finding]:
    yield from own_figures.findings(snapshot)
    if not snapshot.columns:
        return
    yield from split_sums.findings(snapshot.project, snapshot.columns[-1].status)
    if snapshot.project is None:
        return
    yield from published.findings(snapshot)
    day = min(snapshot.columns[-1].day, today)
    for rule in PERSON_RULES:
        if finding := rule.finding(snapshot.project, day):
            yield finding


def _weighed(snapshot: Snapshot, findings: Iterable[Finding]) -> Reconciliation:
    known = explanations.standing(snapshot.project) if snapshot.project else []
    return Reconciliation(tuple(finding.explained_by(known) for finding in findings))
