"""Words that old books use of sessions and attendance, put into our codes; what isn't known for certain is refused."""

import datetime as dt
import re

from django.utils.translation import gettext as _

from clients.words import Ambiguous, find
from coaching.choices import AttendanceState, SessionKind
from ohjaamo.reference import plain

WAYS = {
    SessionKind.MEETING: (
        "tapaaminen",
        "yksilötapaaminen",
        "henkilökohtainen tapaaminen",
        "henkilökohtainen",
        "yksilöohjaus",
        "yksilö",
        "lähitapaaminen",
        "toimistolla",
        "meeting",
        "individual",
    ),
    SessionKind.PHONE: ("puhelu", "puhelin", "puhelimitse", "puh", "soitto", "phone call", "call"),
    SessionKind.MESSAGE: ("viesti", "tekstiviesti", "whatsapp", "sms", "sähköposti", "e-mail", "email"),
    SessionKind.VIDEO: ("videopuhelu", "etätapaaminen", "teams", "zoom", "video call"),
    SessionKind.HOME_VISIT: ("kotikäynti", "kotona", "home visit"),
    SessionKind.NETWORK: (
        "verkosto",
        "verkostotapaaminen",
        "yhteistyökumppanin kanssa",
        "kumppanin kanssa",
        "with a partner",
    ),
}
# Neither says by phone or by video.
REMOTE = ("etä", "etänä", "etäohjaus", "remote")
OF_GROUPS = ("ryhmä", "ryhmäohjaus", "ryhmätapaaminen", "group")
STATES = {
    AttendanceState.PRESENT: (
        "x",
        "k",
        "kyllä",
        "1",
        "l",
        "läsnä",
        "paikalla",
        "osallistui",
        "oli",
        "ok",
        "+",
        "✓",
        "✔",
        "yes",
    ),
    AttendanceState.EXCUSED: (
        "poissa, ilmoitti etukäteen",
        "ilmoitti",
        "ilmoittanut",
        "ilmoitti poissaolosta",
        "poissa (ilmoitti)",
        "poissa ilmoitettu",
        "pi",
        "sairas",
        "sairaana",
        "s",
        "este",
        "esteellinen",
        "peruutti",
        "perui",
        "absent, told in advance",
        "sick",
    ),
    AttendanceState.ABSENT: ("-", "–", "—", "poissa", "0", "e", "ei", "ei tullut", "ei paikalla", "no"),
}
# "paikalla" in one book, "poissa" in the next.
PRESENT_OR_ABSENT = ("p",)

# "1:30", "1 h 30 min", "1,5 h", "45 min"; a number alone is whatever the column's title says.
CLOCKWISE = re.compile(r"([0-9]{1,2}):([0-5][0-9])(?::00)?(?: ?h| ?t)?")
IN_WORDS = re.compile(
    r"(?:(?P<hours>[0-9]{1,2}(?:[.,][0-9]{1,2})?) ?(?:h|t|tuntia?|hours?))?"
    r" ?(?:(?P<minutes>[0-9]{1,4}) ?(?:min|m|minuuttia?|minutes?))?"
)
NUMBER = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")
# So few minutes hardly make a session: the number may just as well mean hours.
FEWEST_ALONE = 5
TIME_OF_DAY = re.compile(r"(?:klo )?([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9])(?::00)?)?")


def way(text: str) -> SessionKind:
    """How a session with one client was held."""
    if plain(text) in map(plain, REMOTE):
        message = _("“%(text)s” may be a phone call or a video call. Write which one.")
        raise Ambiguous(message % {"text": text}, (SessionKind.PHONE, SessionKind.VIDEO))
    if plain(text) in map(plain, OF_GROUPS):
        raise ValueError(_("A group's meetings are taken in as attendance lists."))
    if (found := find(WAYS, text)) is None:
        raise ValueError(_("“%(text)s” is not a way to meet that we know.") % {"text": text[:40]})
    return found


def attendance(text: str) -> AttendanceState:
    """Whether somebody came; a dash is somebody who didn't."""
    if plain(text) in PRESENT_OR_ABSENT:
        message = _("“%(text)s” may mean present or absent. Write which one.")
        raise Ambiguous(message % {"text": text}, (AttendanceState.PRESENT, AttendanceState.ABSENT))
    if (found := find(STATES, text)) is None:
        raise ValueError(
            _("“%(text)s” doesn't tell whether she came: write x, poissa or sairas.") % {"text": text[:40]}
        )
    return found


def minutes(text: str) -> int:
    """A duration in minutes: 45, 45 min, 1 h 30 min, 1,5 h, 1:30. A few alone are refused: they may be hours."""
    if (found := _told(text)) is not None:
        return found
    if not NUMBER.fullmatch(text):
        raise ValueError(_unreadable(text))
    if not text.isdecimal():
        return _in_hours(text)
    if int(text) < FEWEST_ALONE:
        raise ValueError(
            _("“%(text)s” may be minutes or hours: write %(text)s min or %(text)s h.") % {"text": text}
        )
    return int(text)


def hours(text: str) -> int:
    """A duration in minutes, of which a number alone tells hours: 1,5, 2, 45 min."""
    if (found := _told(text)) is not None:
        return found
    if not NUMBER.fullmatch(text):
        raise ValueError(_unreadable(text))
    return _in_hours(text)


def in_minutes(value: int) -> int | str:
    """A duration as `minutes` reads it back."""
    return value if value >= FEWEST_ALONE else f"{value} min"


def time_of_day(text: str) -> dt.time:
    """13, 13.00, 13:00, klo 13.00"""
    found = TIME_OF_DAY.fullmatch(text)
    if not found:
        raise ValueError(_("“%(text)s” is not a time of day: write for example 13.00.") % {"text": text[:40]})
    return dt.time(int(found[1]), int(found[2] or 0))


def _told(text: str) -> int | None:
    """The minutes of a duration that names its units itself."""
    words = plain(text)
    if found := CLOCKWISE.fullmatch(words):
        return 60 * int(found[1]) + int(found[2])
    found = IN_WORDS.fullmatch(words)
    if not found or not any(found.groups()):
        return None
    return (_in_hours(found["hours"]) if found["hours"] else 0) + int(found["minutes"] or 0)


def _in_hours(text: str) -> int:
    """The minutes of a number of hours. Half a minute can't be told, so it is refused."""
    whole, _comma, part = text.replace(".", ",").partition(",")
    hundredths = 100 * int(whole) + int((part + "00")[:2])
    if hundredths * 60 % 100:
        raise ValueError(_unreadable(text))
    return hundredths * 60 // 100


def _unreadable(text: str) -> str:
    return _("“%(text)s” is not a duration: write for example 45 min or 1 h 30 min.") % {"text": text[:40]}
