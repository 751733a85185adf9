import datetime as dt

import pytest

from projects import written_months


@pytest.mark.parametrize(
    "text",
    [
        "11/2022",
        "11.2022",
        "1.11.2022",
        "2022-11",
        "2022-11-01",
        "2022-11-01 00:00:00",
        "Marraskuu 2022",
        "marras 2022",
    ],
)
def test_month_is_read_as_people_write_it(text):
    assert written_months.read(text) == dt.date(2022, 11, 1)


@pytest.mark.parametrize(
    "text", ["", "11", "13/2022", "0/2022", "11/0000", "11/22", "marrasku", "2022", "11/2022 ja 12/2022"]
)
def test_what_is_no_month_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"^Kirjoita kuukausi, esimerkiksi 11/2022\.$"):
        written_months.read(text)


def test_month_is_written_with_its_year():
    assert written_months.written(dt.date(2022, 1, 1)) == "1/2022"
