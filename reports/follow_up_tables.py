"""Budget beside actuals as it is read: a table and bars for each budget period."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ohjaamo.bullet_chart import Bullet, Bullets, bullets
from ohjaamo.formats import difference, period, share
from reports.budget_tables import LABELS, SUM_OF
from reports.claim_tables import in_cents
from reports.figures.forecast import Following, Outlook
from reports.money_cells import euros, plain

NO_DATA = "–"


@dataclass(frozen=True)
class Row:
    """A line: budget, actual, left, how much is spent, forecast; a dash where nothing is known, never a zero."""

    label: str | Promise
    texts: tuple[str, ...]
    is_sum: bool


@dataclass(frozen=True)
class Section:
    """A budget period: what it comes to, whether it needs a word, its bars and its rows."""

    following: Following
    finding: str
    how_known: str
    budget: str
    svg: SafeString | None
    rows: tuple[Row, ...]


def sections(periods: tuple[Following, ...]) -> list[Section]:
    """A section for each budget period; one without costs has no bars."""
    return [
        Section(
            following=each,
            finding=finding(each),
            how_known=_how_known(each),
            budget=euros(next(outlook.budget for outlook in each.outlooks if outlook.line == "costs_total")),
            svg=bullets(_chart(each)) if each.known else None,
            rows=tuple(_row(outlook) for outlook in each.outlooks),
        )
        for each in periods
    ]


def finding(each: Following) -> str:
    """Where the period is heading, in a sentence."""
    if each.off is None:
        return _("No costs yet: nothing can be foreseen.")
    told = {"percent": share(abs(each.off))}
    if not each.needs_a_word:
        return _("By forecast near the budget: off by %(percent)s.") % told
    if each.off > 0:
        return _("By forecast %(percent)s over the budget.") % told
    return _("By forecast %(percent)s under the budget.") % told


def _how_known(each: Following) -> str:
    text = ngettext(
        "Costs are known of %(known)s month of %(months)s; the others are taken to cost the same on average.",
        "Costs are known of %(known)s months of %(months)s; the others are taken to cost the same on average.",
        each.known,
    )
    return text % {"known": each.known, "months": each.months} if each.known else ""


def _row(outlook: Outlook) -> Row:
    known = (outlook.actual, outlook.left)
    texts = (
        plain(outlook.budget),
        *(NO_DATA if each is None else in_cents(each) for each in known),
        share(outlook.percent) or NO_DATA,
        NO_DATA if outlook.forecast is None else in_cents(outlook.forecast),
        NO_DATA if outlook.off is None else f"{difference(outlook.off)} %",
    )
    return Row(LABELS[outlook.line], texts, outlook.line in SUM_OF)


def _chart(each: Following) -> Bullets:
    return Bullets(
        key=f"period-{each.period.pk}",
        title=f"{each.period.label}: {finding(each)}",
        description=_(
            "Spent before what was budgeted %(period)s; the stroke is the forecast. The table says the same."
        )
        % {"period": period(each.period)},
        bars=tuple(
            Bullet(
                str(LABELS[outlook.line]),
                outlook.budget,
                outlook.actual or Decimal(0),
                outlook.forecast,
                share(outlook.percent),
            )
            for outlook in each.outlooks
        ),
    )
