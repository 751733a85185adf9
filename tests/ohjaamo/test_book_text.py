"""Rows of a text book: cut where its quotation marks and separators say, and counted twice."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ohjaamo import book_text
from ohjaamo.book_limits import Refused
from ohjaamo.book_text import count_rows, guess_separator, read_csv, read_rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", 0),
        ("\r\n;;\n\t\n", 0),
        ("a\r\nb\rc\nd", 4),
        ('"a\r\nb";c\n\n"";d', 2),
        ('"";""\n" ";"\u00a0"\n', 0),
        ('""""\n', 1),
        ('a"b\n"c""\nd"\n', 2),
        ('";"\n', 1),
    ],
)
def test_count_of_rows_given_marks_and_line_ends_is_that_of_the_records(text, rows):
    assert (count_rows(text, ";"), len(read_rows(text, ";"))) == (rows, rows)


@given(st.lists(st.sampled_from(['"', '""', ";", ",", "\t", "\r\n", "\r", "\n", " ", "\u00a0", "ä", "a"])))
def test_count_of_rows_given_any_text_agrees_or_the_text_is_refused(pieces):
    text = "".join(pieces)
    try:
        rows = len(read_rows(text, ";"))
    except Refused:  # a quotation mark stays open
        return
    assert count_rows(text, ";") == rows


def test_counts_that_differ_refuse_the_book(monkeypatch):
    monkeypatch.setattr(book_text, "count_rows", lambda text, separator: 3)
    with pytest.raises(Refused) as caught:
        read_csv(b"a;b\nc;d\n")
    assert (caught.value.code, caught.value.details) == ("recounted", {"first": 2, "second": 3})


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("nimi;summa\nOlga;12,5\nAli;1,5\n", ";"),
        ("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ";"),
        ("nimi\thuom\nOlga\ta;b\nAli\tc\n", "\t"),
        ('nimi,huom\n"Smirnov; Olga; Anna",x\nAli,y\n', ","),
        ("Asiakkaat 2019, kaikki\n\nnimi;kunta\nOlga;Kemi\n", ";"),
        ("yksi\nkaksi\n", ";"),
    ],
)
def test_separator_is_what_cuts_most_rows_alike(text, separator):
    assert guess_separator(text) == separator


def test_quotation_mark_that_stays_open_is_told_by_the_line_of_its_row():
    with pytest.raises(Refused) as caught:
        read_csv(b'nimi;kunta\nAli;Kemi\n"Olga;Kemi\nOmar;Tornio\n')
    assert caught.value.details == {"line": 3}


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=2, max_size=4), min_size=1)
)
def test_rows_written_by_another_program_are_all_counted(rows):
    file = io.StringIO()
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)
    assert count_rows(file.getvalue(), ";") == len(read_rows(file.getvalue(), ";"))
