"""What can be sealed: a report of each kind, worked out whole before anybody publishes it."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from reports import papers, people, snapshots
from reports.choices import PublicationKind
from reports.counted import Counted
from reports.reconciliation import Reconciliation

Definitions = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Report:
    """A report of a project on its days, the last of them its own: figures, what the rules find, what words mean.

    `template` with `context` is what its paper says.
    """

    project: Project
    kind: PublicationKind
    days: tuple[dt.date, ...]
    title: str
    figures: tuple[Counted, ...]
    reconciliation: Reconciliation
    definitions: Definitions
    template: str
    context: Mapping[str, Any]

    @property
    def as_of(self) -> dt.date:
        return self.days[-1]

    @property
    def label(self) -> Callable[[str], str]:
        """What a figure is called, in the reader's language."""
        return KINDS[self.kind].label


@dataclass(frozen=True)
class Kind:
    """How a kind of report is worked out, whole or its figures alone, and what its figures are called."""

    draw: Callable[[Project, Sequence[dt.date], dt.date], Report]
    counted: Callable[[Project, Sequence[dt.date]], Iterator[Counted]]
    label: Callable[[str], str]


def draw(kind: str, project: Project, days: Sequence[dt.date], *, today: dt.date) -> Report:
    """The report in the language in force, its days in order of time, each once.

    Refused (ValidationError, in the language of whoever is told) of a kind that isn't sealed, without days, and of
    days that haven't come.
    """
    if kind not in KINDS:
        raise ValidationError(_("This report can't be published."))
    if not days:
        raise ValidationError(_("Choose a date."))
    if max(days) > today:
        raise ValidationError(_("A report of a day that hasn't come can't be published."))
    return KINDS[PublicationKind(kind)].draw(project, sorted(set(days)), today)


def counted(kind: str, project: Project, days: Sequence[dt.date]) -> Iterator[Counted]:
    """The figures of such a report as they are counted now."""
    return KINDS[PublicationKind(kind)].counted(project, days)


def label_of(kind: str, figure: str) -> str:
    """What a figure of such a report is called, in the reader's language."""
    return KINDS[PublicationKind(kind)].label(figure)


def _snapshot(project: Project, days: Sequence[dt.date], today: dt.date) -> Report:
    built = snapshots.build(project, days)
    context = papers.contents(built, today=today)
    figures = tuple(snapshots.counted(built))
    _refuse_unsteady(figures)
    return Report(
        project=project,
        kind=PublicationKind.SNAPSHOT,
        days=tuple(column.day for column in built.columns),
        title=context["title"],
        figures=figures,
        reconciliation=context["reconciliation"],
        definitions=context["definitions"],
        template="reports/_paper.html",
        context=context,
    )


def _snapshot_counted(project: Project, days: Sequence[dt.date]) -> Iterator[Counted]:
    return snapshots.counted(snapshots.build(project, days))


def _refuse_unsteady(figures: Sequence[Counted]) -> None:
    """The numbers were counted first and the people found last: where they differ, somebody wrote in between."""
    if any(each.value is not None and each.value != len(each.keys) for each in figures):
        raise ValidationError(_("Somebody changed the data while the report was worked out. Try again."))


KINDS: Mapping[PublicationKind, Kind] = {
    PublicationKind.SNAPSHOT: Kind(_snapshot, _snapshot_counted, people.label_of),
}
