"""Whether a snapshot's own figures add up, between rows and headline, from date to date, with what was published.

These rules ask the database nothing.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ohjaamo.formats import day as in_words
from projects.choices import ActivityKind
from reports.figures.flow import LEFT, NEW, RETURNED, Flow
from reports.figures.status import ACTIVE, CUMULATIVE, SECONDARY, UNCLASSIFIED
from reports.findings import Finding, People, asks, fails, holds
from reports.snapshots import Column, Snapshot

EDUCATION = {ActivityKind.VOCATIONAL, ActivityKind.INTEGRATION, ActivityKind.OTHER_EDUCATION}


def findings(snapshot: Snapshot) -> Iterator[Finding]:
    """What the rules find on every date of the snapshot, in the reader's language."""
    yield from _rows(snapshot)
    yield from _flows(snapshot)
    yield from _cumulative(snapshot)
    for column in snapshot.columns:
        yield from _unclassified(column)
        yield from _published(column)
        yield from _out_of_use(column)


def _rows(snapshot: Snapshot) -> Iterator[Finding]:
    wrong = False
    for column in snapshot.columns:
        status = column.status
        rows = sum(status.primary.values()) + status.unclassified
        if rows != status.active:
            wrong = True
            text = _("%(day)s: rows + unclassified is %(rows)s, active is %(active)s.")
            told = text % {"day": in_words(column.day), "rows": rows, "active": status.active}
            yield fails("rows", told, as_of=column.day, difference=rows - status.active)
    if snapshot.columns and not wrong:
        text = ngettext(
            "Rows + unclassified = active on the date",
            "Rows + unclassified = active on all %(dates)s dates",
            len(snapshot.columns),
        )
        yield holds("rows", text % {"dates": len(snapshot.columns)})


def _steps(snapshot: Snapshot) -> list[tuple[Flow, Column, Column]]:
    """Each flow with the two columns it leads between, the latest first."""
    pairs = zip(snapshot.flows, pairwise(snapshot.columns), strict=True)
    return [(flow, was, now) for flow, (was, now) in pairs][::-1]


def _flows(snapshot: Snapshot) -> Iterator[Finding]:
    for place, (flow, was, now) in enumerate(_steps(snapshot)):
        people = [_movers(flow, NEW), _movers(flow, RETURNED), _movers(flow, LEFT)]
        expected = was.status.active + flow.new + flow.returned - flow.left
        text = _(
            "%(day)s: %(was)s active + [%(new)s new] + [%(returned)s returned] − [%(left)s left] = %(expected)s"
        ) % {
            "day": in_words(flow.day), "was": was.status.active, "new": flow.new,
            "returned": flow.returned, "left": flow.left, "expected": expected,
        }  # fmt: skip
        if expected == now.status.active:
            yield holds("flow", text, *people, is_minor=place > 0)
        else:
            but = _("but active is %(active)s") % {"active": now.status.active}
            yield fails(
                "flow", f"{text}, {but}", *people,
                subject=flow.before.isoformat(), as_of=flow.day, difference=expected - now.status.active,
            )  # fmt: skip


def _cumulative(snapshot: Snapshot) -> Iterator[Finding]:
    for place, (flow, was, now) in enumerate(_steps(snapshot)):
        expected = was.status.cumulative + flow.new
        text = _("%(day)s: whole project %(was)s + [%(new)s new] = %(expected)s") % {
            "day": in_words(flow.day), "was": was.status.cumulative, "new": flow.new, "expected": expected,
        }  # fmt: skip
        if expected == now.status.cumulative:
            yield holds("cumulative", text, _movers(flow, NEW), is_minor=place > 0)
        else:
            but = _("but the whole project is %(cumulative)s") % {"cumulative": now.status.cumulative}
            yield fails(
                "cumulative", f"{text}, {but}", _movers(flow, NEW),
                subject=flow.before.isoformat(), as_of=flow.day, difference=expected - now.status.cumulative,
            )  # fmt: skip


def _movers(flow: Flow, name: str) -> People | None:
    clients = {NEW: flow.new, RETURNED: flow.returned, LEFT: flow.left}[name]
    return People(flow.day, name, flow.before) if clients else None


def _unclassified(column: Column) -> Iterator[Finding]:
    clients = column.status.unclassified
    if not clients:
        return
    text = ngettext(
        "%(day)s: no activity is recorded for [%(count)s client].",
        "%(day)s: no activity is recorded for [%(count)s clients].",
        clients,
    ) % {"day": in_words(column.day), "count": clients}
    if column.claimed and _missing_rows(column.claimed) == clients:
        text += " " + _("In the published table they are only in the headline.")
    nowhere = People(column.day, UNCLASSIFIED)
    yield asks("unclassified", text, nowhere, as_of=column.day, keys=column.status.unclassified_keys)


def _missing_rows(claimed: Mapping[str, int | None]) -> int:
    """By how much the published rows fall short of the published headline."""
    return (claimed.get(ACTIVE) or 0) - sum(claimed.get(kind) or 0 for kind in ActivityKind)


def _published(column: Column) -> Iterator[Finding]:
    labels = {ACTIVE: _("Active clients"), CUMULATIVE: _("Clients during the whole project")}
    labels |= {kind.value: str(kind.label) for kind in ActivityKind}
    for figure, difference in column.differences.items():
        if figure == UNCLASSIFIED:
            continue
        published = (column.claimed or {}).get(figure) or 0
        computed = published - difference
        text = _("%(day)s: published %(label)s %(published)s, computed [%(computed)s].") % {
            "day": in_words(column.day), "label": labels[figure], "published": published, "computed": computed,
        }  # fmt: skip
        people = [People(column.day, figure) if computed else None]
        if cause := _counted_twice(column, figure, difference):
            text, people = f"{text} {cause}", [*people, People(column.day, f"{SECONDARY}{figure}")]
        yield asks("published", text, *people, subject=figure, as_of=column.day, difference=difference)


def _counted_twice(column: Column, figure: str, difference: int) -> str:
    """The possible cause when the publication has just as many too many as do this besides something else."""
    also = column.status.also[ActivityKind(figure)] if figure in ActivityKind.values else {}
    if not also or difference != sum(also.values()):
        return ""
    if set(also) <= EDUCATION:
        text = ngettext(
            "Possible cause: [%(count)s student] does this besides and was counted twice.",
            "Possible cause: [%(count)s students] do this besides and were counted twice.",
            difference,
        )
    else:
        text = ngettext(
            "Possible cause: [%(count)s client] does this besides and was counted twice.",
            "Possible cause: [%(count)s clients] do this besides and were counted twice.",
            difference,
        )
    return text % {"count": difference}


def _out_of_use(column: Column) -> Iterator[Finding]:
    for kind in column.out_of_use:
        text = _("%(day)s: the category “%(label)s” wasn't in use, yet it counts [%(count)s].") % {
            "day": in_words(column.day), "label": kind.label, "count": column.rows[kind],
        }  # fmt: skip
        yield asks(
            "out_of_use", text, People(column.day, kind.value),
            subject=kind.value, as_of=column.day, difference=column.rows[kind],
        )  # fmt: skip
