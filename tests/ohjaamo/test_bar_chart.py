import re

from ohjaamo.bar_chart import Bar, Bars, bar_chart


def drawn(*bars: Bar) -> str:
    return bar_chart(Bars("path", "Otsikko", "Kuvaus", bars))


def widths(svg: str) -> list[float]:
    return [float(width) for width in re.findall(r'<rect [^>]*width="([0-9.]+)"', svg)]


def test_bars_are_as_long_as_their_numbers_on_a_scale_from_nought():
    svg = drawn(Bar("A", 100), Bar("B", 50), Bar("C", 0))
    assert widths(svg) == [600.0, 300.0, 0.0]


def test_bar_has_its_name_its_number_and_what_is_said_beside():
    svg = drawn(Bar("Alkukartoitus", 1234, "mediaani 21 päivää"))
    assert re.findall(r">([^<>]+)</text>", svg) == ["Alkukartoitus", "1\u00a0234", "mediaani 21 päivää"]


def test_bars_of_nobody_have_no_length_and_break_nothing():
    assert widths(drawn(Bar("A", 0))) == [0.0]
    assert widths(drawn()) == []


def test_bar_with_a_long_or_hostile_name_stays_a_short_text():
    svg = drawn(Bar("<script>" + "x" * 60, 1))
    assert "<script" not in svg
    assert "&lt;script&gt;" + "x" * 33 + "…" in svg


def test_chart_is_named_and_described():
    svg = drawn(Bar("A", 1))
    assert 'aria-labelledby="path-title path-description"' in svg
    assert '<title id="path-title">Otsikko</title><desc id="path-description">Kuvaus</desc>' in svg
