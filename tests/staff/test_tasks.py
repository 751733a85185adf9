import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from staff import tasks

pytestmark = pytest.mark.django_db


def test_clear_sessions_forgets_those_that_ended_only():
    now = timezone.now()
    for key, minutes in (("ended", -1), ("running", 60)):
        Session.objects.create(session_key=key, expire_date=now + dt.timedelta(minutes=minutes))
    tasks.clear_sessions(timestamp=0)
    assert [session.session_key for session in Session.objects.all()] == ["running"]
