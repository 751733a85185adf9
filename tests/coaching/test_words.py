import datetime as dt

import pytest

from clients.words import Ambiguous
from coaching import words
from coaching.choices import AttendanceState, SessionKind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("45", 45),
        ("45 min", 45),
        ("5", 5),
        ("3 min", 3),
        ("1:30", 90),
        ("1 h 30 min", 90),
        ("1h30min", 90),
        ("1,5 h", 90),
        ("1.5", 90),
        ("0,25", 15),
        ("2 tuntia", 120),
        ("2 t", 120),
        ("1:00:00", 60),
    ],
)
def test_minutes_of_a_duration_are_read(text, found):
    assert words.minutes(text) == found


@pytest.mark.parametrize(
    "text", ["1", "4", "0", "0,33", "tunti", "1:75", "-5", "45 x", "١٢", "10–11", "99999"]
)
def test_minutes_that_arent_certain_are_refused(text):
    with pytest.raises(ValueError, match="”"):
        words.minutes(text)


@pytest.mark.parametrize(("text", "found"), [("2", 120), ("1,5", 90), ("45 min", 45), ("0:45", 45)])
def test_hours_alone_are_hours(text, found):
    assert words.hours(text) == found


@pytest.mark.parametrize("value", [1, 4, 5, 30, 1440])
def test_duration_we_write_is_read_as_it_was(value):
    assert words.minutes(str(words.in_minutes(value))) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tapaaminen", SessionKind.MEETING),
        ("yksilötapaaminen", SessionKind.MEETING),
        ("PUH.", SessionKind.PHONE),
        ("WhatsApp", SessionKind.MESSAGE),
        ("Teams", SessionKind.VIDEO),
        ("home_visit", SessionKind.HOME_VISIT),
        ("Verkosto", SessionKind.NETWORK),
    ],
)
def test_way_is_known_by_its_words(text, found):
    assert words.way(text) == found


def test_way_that_is_remote_may_be_either_and_is_asked():
    with pytest.raises(Ambiguous) as refusal:
        words.way("Etä")
    assert refusal.value.candidates == (SessionKind.PHONE, SessionKind.VIDEO)


@pytest.mark.parametrize("text", ["ryhmä", "advice", "group", "kahvit"])
def test_way_of_no_session_with_one_client_is_refused(text):
    with pytest.raises(ValueError, match=r"attendance lists|läsnäololistoina|”"):
        words.way(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x", AttendanceState.PRESENT),
        ("K", AttendanceState.PRESENT),
        ("1", AttendanceState.PRESENT),
        ("läsnä", AttendanceState.PRESENT),
        ("Paikalla", AttendanceState.PRESENT),
        ("sairas", AttendanceState.EXCUSED),
        ("ilmoittanut", AttendanceState.EXCUSED),
        ("Poissa, ilmoitti etukäteen", AttendanceState.EXCUSED),
        ("poissa", AttendanceState.ABSENT),
        ("-", AttendanceState.ABSENT),
        ("0", AttendanceState.ABSENT),
    ],
)
def test_attendance_is_known_by_its_marks(text, found):
    assert words.attendance(text) == found


def test_attendance_of_p_may_be_either_and_is_asked():
    with pytest.raises(Ambiguous) as refusal:
        words.attendance("p")
    assert refusal.value.candidates == (AttendanceState.PRESENT, AttendanceState.ABSENT)


def test_attendance_of_anything_else_is_refused():
    with pytest.raises(ValueError, match="ehkä"):
        words.attendance("ehkä")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("13", dt.time(13)),
        ("9.30", dt.time(9, 30)),
        ("klo 13:05", dt.time(13, 5)),
        ("13:00:00", dt.time(13)),
    ],
)
def test_time_of_day_is_read(text, found):
    assert words.time_of_day(text) == found


@pytest.mark.parametrize("text", ["24", "9.60", "iltapäivä", "13-14"])
def test_time_of_day_that_isnt_one_is_refused(text):
    with pytest.raises(ValueError, match="”"):
        words.time_of_day(text)
