import datetime as dt
import re
from pathlib import Path

from defusedxml.ElementTree import fromstring

from ohjaamo.trend_chart import HEIGHT, LEFT, RIGHT, WIDTH, Trend, trend_line

SVG = "{http://www.w3.org/2000/svg}"
FIRST, LAST = dt.date(2022, 1, 1), dt.date(2022, 7, 1)


def drawn(*points, lowest=0, highest=10, title="Kuinka lähellä?"):
    trend = Trend("trend-1", title, "Arvot taulukossa.", points, lowest, highest)
    return fromstring(trend_line(trend).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def places(svg) -> list[tuple[int, int]]:
    return [(int(each.get("cx")), int(each.get("cy"))) for each in svg.iter(f"{SVG}circle")]


def texts(svg, style: str) -> list[str]:
    return [each.text or "" for each in svg.iter(f"{SVG}text") if each.get("class") == style]


def test_trend_names_itself_by_title_and_description_and_escapes_them():
    svg = drawn((FIRST, 3), title="<b>Kuinka?</b>")
    assert (svg[0].text, svg[1].text) == ("<b>Kuinka?</b>", "Arvot taulukossa.")
    assert svg.get("aria-labelledby") == "trend-1-title trend-1-description"
    assert svg.get("role") == "img"


def test_trend_heights_and_days_are_to_scale():
    middle = FIRST + (LAST - FIRST) / 2
    (left, low), (half, mid), (right, high) = places(drawn((FIRST, 0), (middle, 5), (LAST, 10)))
    assert (left, right) == (LEFT, WIDTH - RIGHT)
    assert abs(2 * half - left - right) <= 2
    assert abs(2 * mid - low - high) <= 1
    assert high < mid < low < HEIGHT


def test_trend_of_another_scale_fills_the_same_height():
    assert places(drawn((FIRST, -2), (LAST, 2), lowest=-2, highest=2)) == places(
        drawn((FIRST, 0), (LAST, 10))
    )


def test_trend_draws_no_point_for_a_day_without_a_value_and_joins_those_beside_it():
    middle = FIRST + (LAST - FIRST) / 2
    svg = drawn((FIRST, 2), (middle, None), (LAST, 8))
    assert texts(svg, "sum") == ["2", "8"]
    (line,) = svg.iter(f"{SVG}polyline")
    assert line.get("points") == " ".join(f"{x},{y}" for x, y in places(svg))


def test_trend_of_one_day_stands_in_the_middle_with_its_day():
    svg = drawn((FIRST, 4))
    assert places(svg)[0][0] == LEFT + round((WIDTH - LEFT - RIGHT) / 2)
    assert texts(svg, "axis")[-1] == "1.1.2022"


def test_trend_tells_the_ends_of_the_scale_and_of_the_time():
    assert texts(drawn((FIRST, 4), (LAST, 5)), "axis") == ["10", "0", "1.1.2022", "1.7.2022"]


def test_trend_writes_no_number_over_another_but_always_the_latest():
    points = [(FIRST + dt.timedelta(days=day), day % 10) for day in (0, 1, 2, 90, 179, 180)]
    assert texts(drawn(*points), "sum") == ["0", "", "", "0", "", "0"]


def test_trend_colour_is_the_page_s_own():
    css = Path("static/css/tokens.css").read_text(encoding="utf-8")
    (colour,) = {each.get("stroke") for each in drawn((FIRST, 4)).iter(f"{SVG}polyline")}
    assert re.search(rf"--oj-c1: {colour};", css)
