"""Charts as SVG of our own. A table beside a chart says the same, so a chart has a title and a description only.

Colours stand twice: as classes, which the page's style sheet turns light or dark, and as fill attributes for the PDF.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# As --oj-… in static/css/tokens.css (light); tests/ohjaamo/test_charts.py compares.
PRINTED = {
    "c1": "#0B5A78",
    "c2": "#2E7D4F",
    "c3": "#6B4BA1",
    "c4": "#B0487F",
    "c5": "#A65A00",
    "c6": "#5B6871",
    "c7": "#7D6D49",
}
# What isn't classified has no colour: an empty box, dashed and hatched.
OPEN = "open"

WIDTH, HEIGHT = 1160, 340
LEFT, RIGHT, TOP, BOTTOM = 46, 6, 24, 34
BAR = 64
GAP = 2
LABEL_FITS = 16


@dataclass(frozen=True)
class Series:
    """One kind of thing in every column. An empty value prints nothing."""

    label: str
    colour: str
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class StackedColumns:
    """A column for each label, made of the series from the ground up. The title says the finding."""

    key: str
    title: str
    description: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


def stacked_columns(chart: StackedColumns) -> SafeString:
    """The chart as an SVG with title, description, the sum above each column and each part's number in it."""
    sums = [sum(one.values[index] or 0 for one in chart.series) for index in range(len(chart.labels))]
    top = round_top(max(sums, default=0))
    scale = (HEIGHT - TOP - BOTTOM) / top
    step = (WIDTH - LEFT - RIGHT) / max(len(chart.labels), 1)
    columns = [
        _column(
            [(one.colour, one.values[index] or 0) for one in chart.series],
            label=label,
            total=sums[index],
            middle=LEFT + step * (index + 0.5),
            width=min(BAR, step - 12),
            scale=scale,
            hatch=f"{chart.key}-hatch",
        )
        for index, label in enumerate(chart.labels)
    ]
    return format_html(
        '<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        ' aria-labelledby="{key}-title {key}-description" font-size="13" font-family="Noto Sans, sans-serif">'
        '<title id="{key}-title">{title}</title><desc id="{key}-description">{description}</desc>'
        '<defs><pattern id="{key}-hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path class="hatch" d="M0 6 6 0" stroke="#6B7B87" fill="none"/></pattern></defs>{grid}{columns}</svg>',
        width=WIDTH,
        height=HEIGHT,
        key=chart.key,
        title=chart.title,
        description=chart.description,
        grid=_grid(top, scale),
        columns=format_html_join("", "{}", ((column,) for column in columns)),
    )


def round_top(highest: int) -> int:
    """The axis ends at the first round number at or above the highest column, in four even steps."""
    step = 1
    while True:
        for factor in (1, 2, 3, 4, 5, 6, 8):
            if 4 * step * factor >= highest:
                return 4 * step * factor
        step *= 10


def _grid(top: int, scale: float) -> SafeString:
    ground = HEIGHT - BOTTOM
    return format_html_join(
        "",
        '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}" stroke="#CBD5DB"/>'
        '<text class="axis" x="{}" y="{}" text-anchor="end" fill="#4A5A66">{}</text>',
        (
            (LEFT, WIDTH - RIGHT, y, y, LEFT - 8, tenths(ground - value * scale + 4), value)
            for value in range(0, top + 1, top // 4)
            for y in [tenths(ground - value * scale)]
        ),
    )


def _column(
    parts: Sequence[tuple[str, int]],
    *,
    label: str,
    total: int,
    middle: float,
    width: float,
    scale: float,
    hatch: str,
) -> SafeString:
    boxes, ground = [], 0
    for colour, value in parts:
        if value:
            low, high = HEIGHT - BOTTOM - ground * scale, HEIGHT - BOTTOM - (ground + value) * scale
            boxes.append(
                _box(colour, value, left=middle - width / 2, width=width, low=low, high=high, hatch=hatch)
            )
            ground += value
    return format_html(
        '{}<text class="sum" x="{}" y="{}" text-anchor="middle" font-weight="700" fill="#14212B">{}</text>'
        '<text class="axis" x="{}" y="{}" text-anchor="middle" fill="#4A5A66">{}</text>',
        format_html_join("", "{}", ((box,) for box in boxes)),
        tenths(middle),
        tenths(HEIGHT - BOTTOM - total * scale - 7),
        total,
        tenths(middle),
        HEIGHT - BOTTOM + 22,
        label,
    )


def _box(
    colour: str, value: int, *, left: float, width: float, low: float, high: float, hatch: str
) -> SafeString:
    """One part of a column. The gap to its neighbour is its own, but even a single person stays visible."""
    height = max(low - high - GAP, 1)
    place = format_html(
        'x="{}" y="{}" width="{}" height="{}"', *map(tenths, (left, high + GAP / 2, width, height))
    )
    middle, baseline = tenths(left + width / 2), tenths((low + high) / 2 + 4.5)
    if colour == OPEN:
        box = format_html(
            '<rect class="open" {place} fill="#FFFFFF" stroke="#6B7B87" stroke-dasharray="4 3"/>'
            '<rect {place} fill="url(#{hatch})"/>',
            place=place,
            hatch=hatch,
        )
    else:
        box = format_html('<rect class="{}" {} fill="{}"/>', colour, place, PRINTED[colour])
    if height < LABEL_FITS:
        return box
    if colour == OPEN:
        box += format_html(
            '<rect class="open" x="{}" y="{}" width="28" height="16" rx="3" fill="#FFFFFF" stroke="none"/>',
            tenths(left + width / 2 - 14),
            tenths((low + high) / 2 - 8),
        )
    style, printed = ("on-open", "#14212B") if colour == OPEN else ("on", "#FFFFFF")
    return box + format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>',
        style,
        middle,
        baseline,
        printed,
        value,
    )


def tenths(value: float) -> str:
    """A coordinate: a tenth of a pixel is exact enough, and never written in the reader's language."""
    return f"{value:.1f}".removesuffix(".0")
