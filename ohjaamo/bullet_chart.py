"""Bars of what was spent before bars of what was planned, as SVG of our own. A table beside them says the same.

Colours stand twice, as in ohjaamo/charts.py: as classes for the page, as attributes for the PDF.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ohjaamo.charts import PRINTED

WIDTH, LEFT, RIGHT, ROW = 560, 170, 76, 34
PLAN_HIGH, SPENT_HIGH, MARK_HIGH = 20, 10, 26


@dataclass(frozen=True)
class Bullet:
    """A bar: what was planned, what was spent of it, where it is heading, and the figure told at its end."""

    label: str
    planned: Decimal
    spent: Decimal
    heading: Decimal | None
    text: str


@dataclass(frozen=True)
class Bullets:
    """Bars one below another, each on a scale of its own: its plan is as wide as the others'."""

    key: str
    title: str
    description: str
    bars: tuple[Bullet, ...]


def bullets(chart: Bullets) -> SafeString:
    """The chart as an SVG: the plan behind, what was spent before it, a mark where it is heading."""
    height = ROW * len(chart.bars)
    widest = _widest(chart.bars)
    rows = ((_row(bar, ROW * place + ROW // 2, widest),) for place, bar in enumerate(chart.bars))
    return format_html(
        '<svg class="chart bullets" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        ' aria-labelledby="{key}-title {key}-description" font-size="13" font-family="Noto Sans, sans-serif">'
        '<title id="{key}-title">{title}</title><desc id="{key}-description">{description}</desc>{rows}</svg>',
        width=WIDTH,
        height=height,
        key=chart.key,
        title=chart.title,
        description=chart.description,
        rows=format_html_join("", "{}", rows),
    )


def _widest(bars: Sequence[Bullet]) -> Decimal:
    """The longest bar in plans: at least one, and as long as the furthest that was spent or is expected."""
    reached = (max(bar.spent, bar.heading or bar.spent) / bar.planned for bar in bars if bar.planned)
    return max(reached, default=Decimal(1)).max(Decimal(1))


def _row(bar: Bullet, middle: int, widest: Decimal) -> SafeString:
    unit = (WIDTH - LEFT - RIGHT) / widest
    scale = unit / bar.planned if bar.planned else Decimal(0)
    return format_html(
        '<text class="axis" x="{}" y="{}" text-anchor="end" fill="#4A5A66">{}</text>{}{}{}'
        '<text class="sum" x="{}" y="{}" font-weight="700" fill="#14212B">{}</text>',
        LEFT - 10,
        middle + 5,
        bar.label,
        _bar("plan", bar.planned * scale, middle, PLAN_HIGH, "#EAF0F3"),
        _bar("c1", bar.spent * scale, middle, SPENT_HIGH, PRINTED["c1"]),
        "" if bar.heading is None else _mark(LEFT + bar.heading * scale, middle),
        WIDTH - RIGHT + 12,
        middle + 5,
        bar.text,
    )


def _bar(style: str, width: Decimal, middle: int, high: int, printed: str) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" fill="{}"/>',
        style,
        LEFT,
        middle - high // 2,
        _tenths(max(width, Decimal(0))),
        high,
        printed,
    )


def _mark(place: Decimal, middle: int) -> SafeString:
    """A heavy upright stroke: told apart from bars by its shape, not by its colour alone."""
    return format_html(
        '<rect class="c5" x="{}" y="{}" width="4" height="{}" fill="{}"/>',
        _tenths(place - 2),
        middle - MARK_HIGH // 2,
        MARK_HIGH,
        PRINTED["c5"],
    )


def _tenths(value: Decimal) -> str:
    return f"{value:.1f}".removesuffix(".0")
