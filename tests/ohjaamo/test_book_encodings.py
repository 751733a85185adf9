"""The letters of a text book: the guess is right or it is told, and a person may choose another."""

import codecs
import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ohjaamo.book_encodings import GARBLED
from ohjaamo.book_limits import Refused
from ohjaamo.book_text import clean, read_csv
from ohjaamo.books import ENCODINGS, BookError, read_book
from tests.factories.books import xlsx

TEXT = "nimi;kunta\nMäkelä;Äänekoski\nÖhman;5 € – “hyvä”\n"
# What a real book has many of: rows whose cells say which separator it is.
ROWS = [["nimi", "kunta", "huom"], ["Ali", "Kemi", "x"], ["Åsa", "Tornio", "y"], ["Väinö", "Simo", "z"]]


def twice(text: str) -> bytes:
    """UTF-8 read as Windows-1252, its five unused bytes as themselves, and saved as UTF-8."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    ).encode()


def told(content: bytes, encoding: str | None = None) -> tuple[str, list[list[str]]]:
    found, _separator, rows = read_csv(content, encoding)
    return found, [cells for number, cells in rows]


def answer(content: bytes, encoding: str | None) -> object:
    try:
        return read_csv(content, encoding)
    except Refused as refused:
        return refused.code


def expected(text: str) -> list[list[str]]:
    return [[clean(cell) for cell in line.split(";")] for line in text.splitlines()]


def refusal(content: bytes, encoding: str | None = None) -> str:
    with pytest.raises(Refused) as caught:
        read_csv(content, encoding)
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "cp1252"),
        (twice(TEXT), "utf-8-twice"),
        (codecs.BOM_UTF8 + twice(TEXT), "utf-8-twice"),
        (twice("\ufeff" + TEXT), "utf-8-twice"),
    ],
)
def test_letters_of_each_encoding_are_guessed_and_told(content, encoding):
    assert told(content) == (encoding, expected(TEXT))


def test_bytes_that_windows_has_not_are_latin_and_stay_in_sight():
    content = b"nimi;kunta\nV\xe4in\xf6;Kemi\n\x81\x8d\x8f\x90\x9d;x\n"
    assert told(content) == ("latin-1", [["nimi", "kunta"], ["Väinö", "Kemi"], ["\ufffd" * 5, "x"]])
    assert refusal(content, "cp1252") == "encoding"


@pytest.mark.parametrize(
    "text",
    ["JOÃO;1\n", "PÖYTÄ…;1\n", "YÖ…;1\n", "MÄKELÄ – ÖHMAN;1\n", "hinta;5 €\n", "Nguyễn;1\n", "Иван;1\n"],
)
def test_letters_that_only_look_garbled_stay(text):
    assert told(text.encode()) == ("utf-8", expected(text))


@pytest.mark.parametrize("text", ["MÃ¤kelÃ¤;1\n", "nimi;Â°\n", "KaÅ¡;PaÅ¡;TaÅ¡\n"])
def test_letters_that_are_surely_garbled_are_repaired(text):
    assert told(text.encode()) == ("utf-8-twice", expected(text.encode("cp1252").decode()))


@pytest.mark.parametrize("line", ["Väinö;1\n", "5 €;1\n", "Иван;1\n"])
def test_garbled_lines_among_right_ones_stay_for_the_cells_to_refuse(line):
    text = "MÃ¤kelÃ¤;1\nKivelÃ¤;2\n" + line
    assert told(text.encode()) == ("utf-8", expected(text))
    assert refusal(text.encode(), "utf-8-twice") == "encoding"


@pytest.mark.parametrize("text", ["Mäkelä;1\n", TEXT])
def test_letters_garbled_once_more_than_twice_stay_in_sight(text):
    _encoding, rows = told(twice(twice(text).decode()))
    assert GARBLED.search("".join(cell for row in rows for cell in row))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("cp1252"), "utf-8"),
        (b"a;b\n\x81\n", "cp1252"),
        (TEXT.encode() + b"x" * (len(TEXT.encode()) % 2 + 1), "utf-16"),
        (TEXT.encode("cp1252"), "utf-8-twice"),
        (codecs.BOM_UTF16_LE + b"a", None),
        (codecs.BOM_UTF8 + b"V\xe4in\xf6;x\n", None),
        (TEXT.encode(), "koi8-r"),
    ],
)
def test_letters_that_the_chosen_encoding_has_not_are_refused(content, encoding):
    assert refusal(content, encoding) == "encoding"


def test_choice_of_another_encoding_is_followed_and_told(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_bytes("nimi\tkunta\nMÃ¤ki\tKemi\n".encode())
    assert read_book(path).sheet.rows[1].cells[0].text == "Mäki"
    chosen = read_book(path, encoding="utf-8")
    assert (chosen.encoding, chosen.separator, chosen.sheet.rows[1].cells[0].text) == ("utf-8", "\t", "MÃ¤ki")
    with pytest.raises(BookError, match="UTF-8"):
        read_book(path, encoding="rot13")


def test_choice_of_encoding_means_nothing_to_a_workbook(tmp_path):
    assert read_book(xlsx(tmp_path / "a.xlsx", [["x"]]), encoding="utf-16").encoding == ""


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@settings(max_examples=40)
@given(data=st.data())
def test_text_of_each_encoding_and_separator_comes_back_equal_told_or_refused(encoding, separator, data):
    codec = {"utf-8-twice": "utf-8"}.get(encoding, encoding)
    letters = st.characters(codec=codec, exclude_categories=["Cs"])
    cells = data.draw(st.lists(st.text(letters, max_size=12), min_size=3, max_size=3))
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([*ROWS, cells])
    content = twice(file.getvalue()) if encoding == "utf-8-twice" else file.getvalue().encode(encoding)
    right = [*ROWS, [clean(cell) for cell in cells]]
    while right[-1] and not right[-1][-1]:
        right[-1].pop()
    right = [row for row in right if row]
    for chosen in (None, encoding):
        match answer(content, chosen):
            case str() as code:
                assert code in ("encoding", "not_a_spreadsheet")
            case found, found_separator, rows:
                is_equal = [row for number, row in rows] == right and found_separator == separator
                assert is_equal or (chosen is None and found != encoding)
