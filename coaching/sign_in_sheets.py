"""The sheet that lies on the table at a group: everybody registered, a line to sign on, and empty lines."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from clients.models import Client
from coaching.models import GroupMeeting
from coaching.phrases import FINNISH, TONGUES, paper_language, texts
from coaching.registrations import registered_for
from coaching.rosters import in_order
from ohjaamo.formats import clock, minutes, weekday
from ohjaamo.pdf import PAPER, render_pdf

STYLE = PAPER.with_name("sign-in-sheet.css")
# For those who come without having registered.
EMPTY_LINES = 6
SAID = ("participants", "name", "number", "signature")


def sheet(*, meeting: GroupMeeting, with_names: bool) -> bytes:
    """The sheet as a PDF, with names or with numbers only. Raises PdfUnavailable and PdfFailed as ohjaamo.pdf does."""
    with translation.override("fi"):
        return render_pdf(sheet_html(meeting=meeting, with_names=with_names), css=(PAPER, STYLE))


def sheet_html(*, meeting: GroupMeeting, with_names: bool) -> str:
    """What the paper says: Finnish, and the group's language beneath. Of nobody anything but a name or a number."""
    language = paper_language([meeting.group.language])
    said = texts(language, FINNISH)
    people = in_order(registered_for(meeting))
    context = {
        "organisation": settings.OHJAAMO_ORGANISATION,
        "title": meeting.group.name,
        "meeting": meeting,
        "when": f"{weekday(meeting.meets_on)} klo {clock(meeting.meets_from)}, {minutes(meeting.minutes)}",
        "say": {key: _both(said[FINNISH][key], said[language][key]) for key in SAID},
        "tongue": TONGUES[language],
        "rows": [_row(client, with_names) for client in people],
        "empty": range(EMPTY_LINES),
        "with_names": with_names,
    }
    return render_to_string("coaching/groups/sheet.html", context)


def _row(client: Client, with_names: bool) -> str:
    """A client under a safety restriction is a number on every sheet: it lies open on the table."""
    return str(client) if with_names and not client.has_safety_restriction else client.client_number


def _both(finnish: str, other: str) -> tuple[str, str]:
    return finnish, other if other != finnish else ""
