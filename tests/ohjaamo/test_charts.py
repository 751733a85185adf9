import re
from pathlib import Path

from defusedxml.ElementTree import fromstring

from ohjaamo import charts
from ohjaamo.charts import OPEN, PRINTED, Series, StackedColumns, stacked_columns

SVG = "{http://www.w3.org/2000/svg}"
TOKENS = Path("static/css/tokens.css")


def chart(*series: Series, labels: tuple[str, ...] = ("30.4.2021", "30.4.2022"), title: str = "Asiakkaat"):
    return StackedColumns(
        key="chart", title=title, description="Luvut taulukossa.", labels=labels, series=series
    )


def drawn(chart: StackedColumns):
    return fromstring(stacked_columns(chart).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def boxes(svg, colour: str):
    return [box for box in svg.iter(f"{SVG}rect") if box.get("class") == colour]


def texts(svg, style: str) -> list[str]:
    return [text.text for text in svg.iter(f"{SVG}text") if text.get("class") == style]


def test_stacked_columns_names_itself_by_title_and_description():
    svg = drawn(chart(Series("Työssä", "c5", (45, 40))))

    assert [(part.get("id"), part.text) for part in svg[:2]] == [
        ("chart-title", "Asiakkaat"),
        ("chart-description", "Luvut taulukossa."),
    ]
    assert svg.get("aria-labelledby") == "chart-title chart-description"
    assert svg.get("role") == "img"


def test_stacked_columns_writes_the_sum_above_and_the_parts_inside():
    svg = drawn(chart(Series("Työssä", "c5", (45, 40)), Series("Ei luokiteltu", OPEN, (26, None))))

    assert texts(svg, "sum") == ["71", "40"]
    assert texts(svg, "on") == ["45", "40"]
    assert texts(svg, "on-open") == ["26"]


def test_stacked_columns_heights_stand_in_the_ratio_of_the_figures():
    (first, second) = boxes(drawn(chart(Series("Työssä", "c5", (80, 40)))), "c5")

    assert float(first.get("height")) + charts.GAP == 2 * (float(second.get("height")) + charts.GAP)


def test_stacked_columns_neighbours_stand_two_pixels_apart():
    svg = drawn(chart(Series("Työssä", "c5", (80, 40)), Series("Muut", "c7", (80, 40))))
    lower, upper = boxes(svg, "c5")[0], boxes(svg, "c7")[0]

    gap = float(lower.get("y")) - (float(upper.get("y")) + float(upper.get("height")))

    assert round(gap, 1) == 2


def test_stacked_columns_one_person_stays_visible_without_a_number():
    svg = drawn(chart(Series("Muut", "c7", (1, 0)), Series("Työssä", "c5", (300, 300))))

    assert [box.get("height") for box in boxes(svg, "c7")] == ["1"]
    assert texts(svg, "on") == ["300", "300"]


def test_stacked_columns_unclassified_is_dashed_and_hatched():
    svg = drawn(chart(Series("Ei luokiteltu", OPEN, (26, None))))

    assert boxes(svg, OPEN)[0].get("stroke-dasharray") == "4 3"
    assert [box.get("fill") for box in svg.iter(f"{SVG}rect")].count("url(#chart-hatch)") == 1


def test_stacked_columns_axis_ends_at_a_round_number_above_the_highest():
    svg = drawn(chart(Series("Työssä", "c5", (218, 34))))

    assert texts(svg, "axis")[:5] == ["0", "60", "120", "180", "240"]


def test_stacked_columns_without_anything_still_draws():
    assert texts(drawn(chart(labels=())), "axis") == ["0", "1", "2", "3", "4"]


def test_stacked_columns_markup_in_a_text_stays_text():
    svg = drawn(chart(Series("Työssä", "c5", (1, 1)), title="<script>alert(1)</script>"))

    assert svg[0].text == "<script>alert(1)</script>"


def test_stacked_columns_has_no_inline_style_for_the_policy_to_stop():
    svg = drawn(chart(Series("Työssä", "c5", (45, 40)), Series("Ei luokiteltu", OPEN, (26, None))))

    assert [
        element.tag for element in svg.iter() if element.get("style") or element.tag == f"{SVG}style"
    ] == []


def test_printed_colours_are_the_light_tokens_of_the_page():
    light = TOKENS.read_text().partition("[data-bs-theme=dark]")[0]

    assert dict(re.findall(r"--oj-(c\d): (#\w{6})", light)) == PRINTED
