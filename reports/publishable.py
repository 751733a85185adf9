"""What can be sealed: a report of each kind, worked out whole before anybody publishes it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ohjaamo.formats import day as in_words
from ohjaamo.periods import Period
from projects.models import Project
from reports import (
    audience_papers,
    audiences,
    explanations,
    figure_names,
    indicator_checks,
    papers,
    people,
    result_checks,
    snapshots,
)
from reports.choices import Audience, PublicationKind
from reports.counted import Counted
from reports.figures import indicators, origins, results
from reports.figures.tally import EVER, PERSONS
from reports.findings import Finding
from reports.indicator_tables import headings, sections
from reports.readers import FUNDER, Reader
from reports.reconciliation import Reconciliation
from reports.result_pages import shown

Definitions = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Report:
    """A report of a project on its days, the last of them its own: figures, what the rules find, what words mean.

    `template` with `context` is what its paper says. `names` are what the figures for a payer or the public are called;
    `hidden` are those that the public isn't told.
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
    reader: Reader = FUNDER
    names: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[tuple[str, dt.date | None]] = frozenset()

    @property
    def told(self) -> Sequence[Finding]:
        """What the rules found, for the funder alone: their words tell numbers, and their keys people."""
        return self.reconciliation.findings if self.reader.is_funder else ()

    @property
    def as_of(self) -> dt.date:
        return self.days[-1]

    @property
    def label(self) -> Callable[[str], str]:
        """What a figure is called, in the reader's language."""
        return KINDS[self.kind].label if self.reader.is_funder else self.names.__getitem__


@dataclass(frozen=True)
class Kind:
    """How a kind of report is worked out, whole or its figures alone, and what its figures are called.

    Figures `beside` tell others apart, and are shown on demand.
    """

    draw: Callable[[Project, Sequence[dt.date], dt.date], Report]
    counted: Callable[[Project, Sequence[dt.date]], Iterator[Counted]]
    label: Callable[[str], str]
    is_beside: Callable[[str], bool]


def draw(
    kind: str, project: Project, days: Sequence[dt.date], *, today: dt.date, reader: Reader = FUNDER
) -> Report:
    """The report in the language in force, its days in order of time, each once.

    Refused (ValidationError, in the language of whoever is told) of a kind that isn't sealed for the reader, without
    days, of days that haven't come, and for a municipality that isn't among the payers.
    """
    if kind not in KINDS or not (reader.is_funder or kind == PublicationKind.SNAPSHOT):
        raise ValidationError(_("This report can't be published."))
    if not days:
        raise ValidationError(_("Choose a date."))
    if max(days) > today:
        raise ValidationError(_("A report of a day that hasn't come can't be published."))
    whole = KINDS[PublicationKind(kind)].draw(project, sorted(set(days)), today)
    return whole if reader.is_funder else _narrowed(whole, reader)


def counted(
    kind: str, project: Project, days: Sequence[dt.date], reader: Reader = FUNDER
) -> Iterator[Counted]:
    """The figures of such a report as they are counted now."""
    if not reader.is_funder:
        return audiences.counted(audiences.version(project, days, reader.audience, reader.municipality))
    return KINDS[PublicationKind(kind)].counted(project, days)


def label_of(kind: str, figure: str) -> str:
    """What a figure of such a report is called, in the reader's language."""
    return KINDS[PublicationKind(kind)].label(figure)


def is_beside(kind: str, figure: str) -> bool:
    """Whether a figure of such a report tells another one apart, and is shown on demand."""
    return KINDS[PublicationKind(kind)].is_beside(figure)


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


def _narrowed(whole: Report, reader: Reader) -> Report:
    """The report as the reader gets it; our own figures add up, or not, as a whole."""
    is_payer = reader.audience == Audience.PAYER
    if is_payer != (reader.municipality is not None) or (
        is_payer and reader.municipality not in audiences.payers(whole.project)
    ):
        raise ValidationError(_("A payer's version is of one municipality."))
    version = audiences.version(whole.project, whole.days, reader.audience, reader.municipality)
    context = audience_papers.contents(version)
    figures = tuple(audiences.counted(version))
    return replace(
        whole,
        title=context["title"],
        figures=figures,
        template="reports/_paper_audience.html",
        context=context,
        reader=reader,
        names=audience_papers.names(version),
        hidden=version.hidden & {(each.figure, each.day) for each in figures},
    )


def _snapshot_counted(project: Project, days: Sequence[dt.date]) -> Iterator[Counted]:
    return snapshots.counted(snapshots.build(project, days))


def _refuse_unsteady(figures: Sequence[Counted]) -> None:
    """The numbers were counted first and the people found last: where they differ, somebody wrote in between."""
    if any(each.value is not None and each.value != len(each.keys) for each in figures):
        raise ValidationError(_("Somebody changed the data while the report was worked out. Try again."))


def _results(project: Project, days: Sequence[dt.date], today: dt.date) -> Report:
    """From the project's beginning until the last of the days; figures and paper are of the same tables."""
    day = days[-1]
    period = Period(EVER.starts_on, day)
    tables = (results.by_kind(project, period), origins.by_nationality(project, period))
    findings = result_checks.findings(project, tables, day)
    title = gettext("Results until %(day)s") % {"day": in_words(day)}
    context = {"title": title, "tables": [shown(table) for table in tables]}
    return _of_day(
        project,
        PublicationKind.RESULTS,
        day,
        figures=results.figures(*tables, day),
        findings=findings,
        definitions=result_checks.definitions(),
        context=context,
    )


def _results_counted(project: Project, days: Sequence[dt.date]) -> Iterator[Counted]:
    return results.counted(project, Period(EVER.starts_on, max(days)))


def _indicators(project: Project, days: Sequence[dt.date], today: dt.date) -> Report:
    """The indicators as of the last of the days, in the versions that are in force then."""
    day = days[-1]
    found = indicators.indicators(project, day)
    if not found.counts:
        raise ValidationError(_("The project is of no programme period whose indicators are known."))
    title = gettext("Indicators %(day)s") % {"day": in_words(day)}
    context = {"title": title, "headings": headings(), "sections": sections(found)}
    named = [each.indicator for each in found.counts]
    return _of_day(
        project,
        PublicationKind.INDICATORS,
        day,
        figures=indicators.figures(found),
        findings=indicator_checks.findings(found),
        definitions=[(str(each), each.definition) for each in named],
        context=context,
    )


def _indicators_counted(project: Project, days: Sequence[dt.date]) -> Iterator[Counted]:
    return indicators.counted(project, max(days))


def _of_day(
    project: Project,
    kind: PublicationKind,
    day: dt.date,
    *,
    figures: Iterable[Counted],
    findings: Iterable[Finding],
    definitions: Definitions,
    context: Mapping[str, Any],
) -> Report:
    """A report of one day, with what has been explained taken into account."""
    known = explanations.standing(project)
    reconciliation = Reconciliation(tuple(each.explained_by(known) for each in findings))
    return Report(
        project=project,
        kind=kind,
        days=(day,),
        title=context["title"],
        figures=tuple(figures),
        reconciliation=reconciliation,
        definitions=definitions,
        template=PAPERS[kind],
        context={**context, "reconciliation": reconciliation, "definitions": definitions},
    )


PAPERS = {
    PublicationKind.RESULTS: "reports/_paper_results.html",
    PublicationKind.INDICATORS: "reports/_paper_indicators.html",
}


def _tells_apart(figure: str) -> bool:
    return ":" in figure


def _tells_result_apart(figure: str) -> bool:
    """Events and persons stand first; who has seen the evidence and where people come from, on demand."""
    return not figure.endswith((f":{results.EVENTS.key}", f":{PERSONS.key}")) or figure.startswith(
        results.NATIONALITY
    )


def _tells_indicator_apart(figure: str) -> bool:
    return _tells_apart(figure.removeprefix(indicators.INDICATOR))


KINDS: Mapping[PublicationKind, Kind] = {
    PublicationKind.SNAPSHOT: Kind(_snapshot, _snapshot_counted, people.label_of, _tells_apart),
    PublicationKind.RESULTS: Kind(_results, _results_counted, figure_names.of_result, _tells_result_apart),
    PublicationKind.INDICATORS: Kind(
        _indicators, _indicators_counted, figure_names.of_indicator, _tells_indicator_apart
    ),
}
