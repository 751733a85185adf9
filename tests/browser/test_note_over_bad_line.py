"""Notes written over a line that drops, delays and resets: no character is lost and no session doubled.

A few runs each time, 200 in `make test-long`.
"""

from urllib.parse import urlsplit

import pytest

from coaching.models import CoachingSession
from staff.models import Draft
from staff.permissions import Role
from tests.browser.bad_line import BadLine
from tests.browser.note_writer import NoteWriter
from tests.factories.clients import AssignmentFactory, EnrolmentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEED = 2026


@pytest.fixture
def line(live_server):
    server = urlsplit(live_server.url)
    line = BadLine(server.hostname, server.port, SEED)
    yield line
    line.close()


@pytest.fixture
def writer(open_page, sign_in, line, project, member_of):
    coach = member_of(Role.COACH)
    client = EnrolmentFactory(project=project).client
    AssignmentFactory(client=client, coach=coach)
    page = open_page()
    sign_in(page, coach)
    return NoteWriter(page, line, f"http://localhost:{line.port}/log/?client={client.pk}", SEED)


def write(writer: NoteWriter, runs: int) -> None:
    for _run in range(runs):
        writer.write()
        if writer.figures.runs % 20 == 0:
            print(writer.figures, flush=True)
    writer.page.goto("about:blank")
    print(f"{writer.figures}, {writer.line.faults} faults of the line")
    assert (writer.figures.lost, writer.figures.doubled) == (0, 0)
    assert (CoachingSession.objects.count(), Draft.objects.count()) == (runs, 0)
    # At least one for each note, else the line wasn't bad.
    assert writer.line.faults >= runs


def test_notes_over_a_bad_line_lose_no_character(writer):
    write(writer, 5)


@pytest.mark.long
def test_two_hundred_notes_over_a_bad_line_lose_no_character(writer):
    write(writer, 200)
