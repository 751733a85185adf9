import asyncio
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.periodic import MARGIN
from procrastinate.worker import FETCH_JOB_POLLING_INTERVAL

from staff import tasks

pytestmark = pytest.mark.django_db


def test_clear_sessions_forgets_those_that_ended_only():
    now = timezone.now()
    for key, minutes in (("ended", -1), ("running", 60)):
        Session.objects.create(session_key=key, expire_date=now + dt.timedelta(minutes=minutes))
    tasks.clear_sessions(timestamp=0)
    assert [session.session_key for session in Session.objects.all()] == ["running"]


class Jobs:
    """Stands for procrastinate's: which jobs are stalled, and which were taken up again."""

    def __init__(self, *stalled):
        self.stalled, self.silence, self.retried = stalled, None, []

    async def get_stalled_jobs(self, *, seconds_since_heartbeat):
        self.silence = seconds_since_heartbeat
        return self.stalled

    async def retry_job(self, job):
        if job == "queued once":
            raise UniqueViolation(constraint_name="queueing_lock", queueing_lock="one")
        self.retried.append(job)


def test_jobs_of_a_dead_worker_are_taken_up_again_each_by_itself(settings):
    jobs = Jobs("queued once", "import")
    context = SimpleNamespace(app=SimpleNamespace(job_manager=jobs))
    # In a thread of its own: a browser's driver may keep a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, tasks.retry_stalled_jobs.func(context, timestamp=0)).result()
    assert (jobs.retried, jobs.silence) == (["import"], 20)


def test_jobs_of_a_killed_worker_are_taken_up_within_a_minute(settings):
    """Silence is seen after at most so long; then the next look at it, and the worker's own look for jobs."""
    options = settings.PROCRASTINATE_WORKER_DEFAULTS
    silence, beat = options["stalled_worker_timeout"], options["update_heartbeat_interval"]
    cron = app.periodic_registry.periodic_tasks["staff.tasks.retry_stalled_jobs", ""].croniter
    between = cron.get_next(float) - cron.get_prev(float)
    assert silence + between + MARGIN + FETCH_JOB_POLLING_INTERVAL <= 45
    assert silence >= 3 * beat
