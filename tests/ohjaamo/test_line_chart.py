"""Lines over time: days as far apart as they are, each line named at its end, none over another."""

import datetime as dt

from defusedxml.ElementTree import fromstring

from ohjaamo.line_chart import APART, Line, Lines, line_chart

SVG = "{http://www.w3.org/2000/svg}"
DAYS = (dt.date(2022, 1, 1), dt.date(2022, 1, 11), dt.date(2022, 2, 20), dt.date(2022, 4, 11))


def drawn(*lines: Line, days=DAYS):
    chart = Lines(key="chart", title="Asiakkaat", description="Luvut taulukossa.", days=days, lines=lines)
    return fromstring(line_chart(chart).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def points(svg, colour: str) -> list[tuple[float, float]]:
    (line,) = [each for each in svg.iter(f"{SVG}polyline") if each.get("class") == f"stroke-{colour}"]
    return [tuple(map(float, pair.split(","))) for pair in line.get("points").split()]


def texts(svg, style: str):
    return [each for each in svg.iter(f"{SVG}text") if each.get("class") == style]


def test_line_chart_names_itself_by_title_and_description():
    svg = drawn(Line("kaikki", "c1", (1, 2, 3, 4)))
    assert [part.text for part in svg[:2]] == ["Asiakkaat", "Luvut taulukossa."]
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "chart-title chart-description")


def test_line_chart_days_are_as_far_apart_as_they_are_and_values_as_high():
    found = points(drawn(Line("kaikki", "c1", (0, 2, 4, 4))), "c1")
    across = [x for x, _y in found]
    assert round((across[2] - across[1]) / (across[1] - across[0]), 1) == 4.0
    ground, middle, high, last = (y for _x, y in found)
    assert (ground - high, last) == (2 * (ground - middle), high)


def test_line_chart_names_stand_at_the_end_apart_from_each_other():
    svg = drawn(Line("asiakkuudessa", "c2", (1, 2, 3, 100)), Line("kaikki", "c1", (1, 2, 3, 101)))
    upper, lower = texts(svg, "sum")
    assert ["".join(name.itertext()) for name in (upper, lower)] == ["101 kaikki", "100 asiakkuudessa"]
    assert round(float(lower.get("y")) - float(upper.get("y")), 1) == APART


def test_line_chart_writes_days_where_there_is_room_and_the_latest_always():
    days = (dt.date(2022, 1, 1), dt.date(2022, 4, 5), dt.date(2022, 4, 6), dt.date(2022, 4, 11))
    svg = drawn(Line("kaikki", "c1", (1, 1, 1, 1)), days=days)
    named = [each.text for each in texts(svg, "axis") if "2022" in (each.text or "")]
    assert named == ["11.4.2022", "1.1.2022"]


def test_line_chart_of_one_day_and_of_nobody_is_drawn():
    assert points(drawn(Line("kaikki", "c1", (0,)), days=DAYS[:1]), "c1") == [(930.0, 266.0)]
