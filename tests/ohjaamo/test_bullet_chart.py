"""Bars of what was spent before bars of what was planned are to scale, and say who they are."""

from decimal import Decimal

from defusedxml.ElementTree import fromstring

from ohjaamo.bullet_chart import LEFT, RIGHT, WIDTH, Bullet, Bullets, bullets

SVG = "{http://www.w3.org/2000/svg}"
WIDE = WIDTH - LEFT - RIGHT


def drawn(*bars, title="Ennuste"):
    told = tuple(
        Bullet(
            "Palkat", Decimal(planned), Decimal(spent), None if heading is None else Decimal(heading), "50 %"
        )
        for planned, spent, heading in bars
    )
    chart = bullets(Bullets("period-1", title, "Luvut taulukossa.", told))
    return fromstring(chart.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def boxes(svg, style: str, name: str) -> list[float]:
    return [float(each.get(name)) for each in svg.iter(f"{SVG}rect") if each.get("class") == style]


def test_bullets_name_themselves_and_escape_their_words():
    svg = drawn((100, 50, 100), title="<b>Ennuste</b>")
    assert (svg[0].text, svg[1].text) == ("<b>Ennuste</b>", "Luvut taulukossa.")
    assert svg.get("aria-labelledby") == "period-1-title period-1-description"


def test_bullets_of_any_plan_are_as_wide_and_spent_is_to_scale():
    svg = drawn((100, 50, 100), (1000, 250, None))
    assert boxes(svg, "plan", "width") == [WIDE, WIDE]
    assert boxes(svg, "c1", "width") == [WIDE / 2, WIDE / 4]
    assert boxes(svg, "c5", "x") == [WIDTH - RIGHT - 2]


def test_bullets_heading_beyond_the_plan_stay_inside_the_chart():
    svg = drawn((100, 50, 200))
    assert boxes(svg, "plan", "width") == [WIDE / 2]
    assert boxes(svg, "c5", "x") == [WIDTH - RIGHT - 2]


def test_bullets_without_a_plan_draw_nothing_of_it():
    assert boxes(drawn((0, 50, 60)), "plan", "width") == [0]
