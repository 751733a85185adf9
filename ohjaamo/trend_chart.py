"""A small line over time as SVG of our own. A table beside it says the same, so it has a title and a description only.

Colours stand twice, as in ohjaamo/charts.py: as classes for the page, as attributes for the PDF.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ohjaamo.charts import PRINTED
from ohjaamo.formats import day as in_words

WIDTH, HEIGHT = 280, 96
LEFT, RIGHT, TOP, BOTTOM = 24, 24, 20, 22
# Two values nearer than this would be written one over the other: only the first and the latest are then.
APART = 20

Point = tuple[dt.date, int | None]


@dataclass(frozen=True)
class Trend:
    """One value at several days, oldest first, on a scale. A day without a value breaks no line and draws no point."""

    key: str
    title: str
    description: str
    points: tuple[Point, ...]
    lowest: int
    highest: int


def trend_line(trend: Trend) -> SafeString:
    """The values as points joined by a line, each with its number; the first and the last day under them."""
    places = _places(trend)
    return format_html(
        '<svg class="chart trend" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        ' aria-labelledby="{key}-title {key}-description" font-size="13" font-family="Noto Sans, sans-serif">'
        '<title id="{key}-title">{title}</title><desc id="{key}-description">{description}</desc>'
        '{scale}<polyline class="line" points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
        "{points}{days}</svg>",
        width=WIDTH,
        height=HEIGHT,
        key=trend.key,
        title=trend.title,
        description=trend.description,
        scale=_scale(trend),
        line=" ".join(f"{x},{y}" for x, y, _value in places),
        colour=PRINTED["c1"],
        points=_points(places),
        days=_days(trend.points),
    )


def _places(trend: Trend) -> list[tuple[int, int, int]]:
    """Where each value stands; days are as far apart as they are, and a single one stands in the middle."""
    first, last = trend.points[0][0], trend.points[-1][0]
    span = (last - first).days
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    found = []
    for day, value in trend.points:
        if value is not None:
            along = (day - first).days / span if span else 0.5
            up = (value - trend.lowest) / (trend.highest - trend.lowest)
            found.append((LEFT + round(wide * along), HEIGHT - BOTTOM - round(high * up), value))
    return found


def _scale(trend: Trend) -> SafeString:
    return format_html_join(
        "",
        '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}" stroke="#CBD5DB"/>'
        '<text class="axis" x="0" y="{}" fill="#4A5A66">{}</text>',
        (
            (LEFT, WIDTH - 4, y, y, y + 4, str(value))
            for value, y in ((trend.highest, TOP), (trend.lowest, HEIGHT - BOTTOM))
        ),
    )


def _points(places: Sequence[tuple[int, int, int]]) -> SafeString:
    shown, free_from = [], 0
    for index, (x, y, value) in enumerate(places):
        is_last = index == len(places) - 1
        has_room = x >= free_from and (is_last or places[-1][0] - x >= APART)
        label = str(value) if has_room or is_last else ""
        free_from = x + APART if label else free_from
        shown.append((x, y, PRINTED["c1"], x, y - 8, label))
    return format_html_join(
        "",
        '<circle class="c1" cx="{}" cy="{}" r="4" fill="{}"/>'
        '<text class="sum" x="{}" y="{}" text-anchor="middle" font-weight="700" fill="#14212B">{}</text>',
        shown,
    )


def _days(points: Sequence[Point]) -> SafeString:
    first, last = points[0][0], points[-1][0]
    if first == last:
        ends = [(LEFT + (WIDTH - LEFT - RIGHT) // 2, "middle", first)]
    else:
        ends = [(LEFT, "start", first), (WIDTH - 4, "end", last)]
    return format_html_join(
        "",
        '<text class="axis" x="{}" y="{}" text-anchor="{}" fill="#4A5A66">{}</text>',
        ((x, HEIGHT - 5, anchor, in_words(day)) for x, anchor, day in ends),
    )
