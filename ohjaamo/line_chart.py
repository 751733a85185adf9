"""Lines over time as SVG of our own, each named at its end. A table beside the chart says the same.

Colours stand twice, as in ohjaamo/charts.py: as classes for the page, as attributes for the PDF.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ohjaamo.charts import PRINTED, round_top, tenths
from ohjaamo.formats import day as in_words
from ohjaamo.formats import number

WIDTH, HEIGHT = 1160, 300
# The names of the lines stand on the right, with the latest number.
LEFT, RIGHT, TOP, BOTTOM = 46, 230, 16, 34
# Two names, or two days, nearer than this would be written one over the other.
APART, DAYS_APART = 18, 84


@dataclass(frozen=True)
class Line:
    """One thing counted on each day."""

    label: str
    colour: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Lines:
    """Lines over the same days, in order of time, each day once. The title says the finding."""

    key: str
    title: str
    description: str
    days: tuple[dt.date, ...]
    lines: tuple[Line, ...]


def line_chart(chart: Lines) -> SafeString:
    """The chart as an SVG with title and description; days are as far apart as they are."""
    top = round_top(max((value for line in chart.lines for value in line.values), default=0))
    across = _across(chart.days)
    return format_html(
        '<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        ' aria-labelledby="{key}-title {key}-description" font-size="13" font-family="Noto Sans, sans-serif">'
        '<title id="{key}-title">{title}</title><desc id="{key}-description">{description}</desc>'
        "{grid}{days}{lines}{names}</svg>",
        width=WIDTH,
        height=HEIGHT,
        key=chart.key,
        title=chart.title,
        description=chart.description,
        grid=_grid(top),
        days=_days(chart.days, across),
        lines=format_html_join("", "{}", ((_line(line, across, top),) for line in chart.lines)),
        names=_names(chart.lines, across, top),
    )


def _across(days: Sequence[dt.date]) -> list[float]:
    """Where each day stands; a single one at the end, beside the names."""
    wide, span = WIDTH - LEFT - RIGHT, (days[-1] - days[0]).days
    return [LEFT + (wide * (day - days[0]).days / span if span else wide) for day in days]


def _height(value: int, top: int) -> float:
    return HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM) / top


def _grid(top: int) -> SafeString:
    return format_html_join(
        "",
        '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}" stroke="#CBD5DB"/>'
        '<text class="axis" x="{}" y="{}" text-anchor="end" fill="#4A5A66">{}</text>',
        (
            (LEFT, WIDTH - RIGHT, tenths(y), tenths(y), LEFT - 8, tenths(y + 4), value)
            for value in range(0, top + 1, top // 4)
            for y in [_height(value, top)]
        ),
    )


def _days(days: Sequence[dt.date], across: Sequence[float]) -> SafeString:
    """The days under the chart, the latest always, others where there is room."""
    shown: list[tuple[str, int, str]] = []
    free_until = across[-1] + DAYS_APART
    for day, x in zip(reversed(days), reversed(across), strict=True):
        if x <= free_until - DAYS_APART:
            shown.append((tenths(x), HEIGHT - BOTTOM + 22, in_words(day)))
            free_until = x
    return format_html_join(
        "", '<text class="axis" x="{}" y="{}" text-anchor="middle" fill="#4A5A66">{}</text>', shown
    )


def _line(line: Line, across: Sequence[float], top: int) -> SafeString:
    places = [(tenths(x), tenths(_height(value, top))) for x, value in zip(across, line.values, strict=True)]
    colour = PRINTED[line.colour]
    return format_html(
        '<polyline class="stroke-{}" points="{}" fill="none" stroke="{}" stroke-width="2"/>{}',
        line.colour,
        " ".join(f"{x},{y}" for x, y in places),
        colour,
        format_html_join(
            "",
            '<circle class="{}" cx="{}" cy="{}" r="3.5" fill="{}"/>',
            ((line.colour, x, y, colour) for x, y in places),
        ),
    )


def _names(lines: Sequence[Line], across: Sequence[float], top: int) -> SafeString:
    """The name and the latest number of each line at its end; the lower of two close ones moves down."""
    return format_html_join(
        "",
        '<text class="sum" x="{}" y="{}" fill="#14212B"><tspan font-weight="700">{}</tspan> {}</text>',
        (
            (tenths(across[-1] + 12), tenths(y + 4), number(line.values[-1]), line.label)
            for line, y in _apart(lines, top)
        ),
    )


def _apart(lines: Sequence[Line], top: int) -> Iterator[tuple[Line, float]]:
    free_from = 0.0
    for line in sorted(lines, key=lambda each: -each.values[-1]):
        y = max(_height(line.values[-1], top), free_from)
        free_from = y + APART
        yield line, y
