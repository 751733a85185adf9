"""Bars lying one under another as SVG of our own, each with its name before it and its number at its end.

Colours stand twice, as in ohjaamo/charts.py: as classes for the page, as attributes for the PDF.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ohjaamo.charts import PRINTED, tenths
from ohjaamo.formats import number

WIDTH, ROW, THICK = 1160, 34, 20
# Names stand on the left, numbers and what is said beside them on the right.
LEFT, RIGHT = 330, 230
COLOUR = "c1"
# A longer name would run into its bar.
LONGEST_NAME = 42


@dataclass(frozen=True)
class Bar:
    """One thing, how many of it, and what else is said of it after the number."""

    label: str
    value: int
    beside: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars on one scale from nought, in the order in which they are to be read. The title says the finding."""

    key: str
    title: str
    description: str
    bars: tuple[Bar, ...]


def bar_chart(chart: Bars) -> SafeString:
    """The chart as an SVG with title and description."""
    longest = max((bar.value for bar in chart.bars), default=0)
    return format_html(
        '<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        ' aria-labelledby="{key}-title {key}-description" font-size="13" font-family="Noto Sans, sans-serif">'
        '<title id="{key}-title">{title}</title><desc id="{key}-description">{description}</desc>{rows}</svg>',
        width=WIDTH,
        height=ROW * max(len(chart.bars), 1),
        key=chart.key,
        title=chart.title,
        description=chart.description,
        rows=format_html_join(
            "",
            '<text class="axis" x="{}" y="{}" text-anchor="end" fill="#4A5A66">{}</text>'
            '<rect class="{}" x="{}" y="{}" width="{}" height="{}" fill="{}"/>'
            '<text class="sum" x="{}" y="{}" font-weight="700" fill="#14212B">{}</text>'
            '<text class="axis" x="{}" y="{}" fill="#4A5A66">{}</text>',
            _rows(chart, (WIDTH - LEFT - RIGHT) / max(longest, 1)),
        ),
    )


def _rows(chart: Bars, scale: float) -> Iterator[tuple[object, ...]]:
    for place, bar in enumerate(chart.bars):
        top, line = place * ROW + (ROW - THICK) // 2, place * ROW + ROW // 2 + 5
        end = tenths(LEFT + bar.value * scale)
        # The number takes some eight units a figure.
        after = tenths(LEFT + bar.value * scale + 8 + 9 * len(number(bar.value)) + 8)
        name = bar.label if len(bar.label) <= LONGEST_NAME else f"{bar.label[: LONGEST_NAME - 1]}…"
        yield (
            LEFT - 10, line, name,
            COLOUR, LEFT, top, tenths(bar.value * scale), THICK, PRINTED[COLOUR],
            tenths(float(end) + 8), line, number(bar.value),
            after, line, bar.beside,
        )  # fmt: skip
