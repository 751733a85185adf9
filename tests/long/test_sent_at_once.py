"""One form that fifty connections bring to the server at the same moment is taken once, and all are answered alike."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest

from coaching.models import CoachingSession
from ohjaamo.periods import today
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, EnrolmentFactory

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
AT_ONCE = 50


def test_form_that_comes_fifty_times_at_once_logs_one_session(live_server, signed_in, member_of, project):
    coach, client = member_of(Role.COACH), EnrolmentFactory(project=project).client
    AssignmentFactory(client=client, coach=coach)
    browser, address = signed_in(coach), f"/log/?client={client.pk}"
    page = browser.get(address).content.decode()
    hidden = dict(
        re.findall(r'type="hidden" name="(csrfmiddlewaretoken|submission|writer)" value="([^"]+)"', page)
    )
    said = hidden | {"kind": "meeting", "minutes": "30", "held_on": today().isoformat(), "note": "CV."}
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": "; ".join(f"{name}={cookie.value}" for name, cookie in browser.cookies.items()),
    }
    place, start = urlsplit(live_server.url).netloc, Barrier(AT_ONCE)

    def send(_number: int) -> tuple[int, str | None]:
        start.wait()
        while True:
            # The queue of the tests' server is short: who is turned away tries again.
            with suppress(ConnectionResetError), closing(HTTPConnection(place, timeout=60)) as line:
                line.request("POST", address, urlencode(said), headers)
                answer = line.getresponse()
                return answer.status, answer.getheader("Location")

    with ThreadPoolExecutor(AT_ONCE) as people:
        answers = set(people.map(send, range(AT_ONCE)))
    assert answers == {(302, f"/clients/{client.pk}/coaching/")}
    assert [(each.note, each.minutes) for each in CoachingSession.objects.all()] == [("CV.", 30)]
