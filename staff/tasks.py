"""Background work of this floor."""

import datetime as dt
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation

from staff import devices, drafts, imports, submissions


# Every fifteen seconds; with the silence after which a worker is dead (see the settings) that is well within a minute.
@app.periodic(cron="* * * * * */15")
@app.task(queueing_lock="retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Take up again what a killed worker left half way; nothing else would."""
    manager: Any = context.app.job_manager
    silence = settings.PROCRASTINATE_WORKER_DEFAULTS["stalled_worker_timeout"]
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=silence):
        # Of a job that is queued once only, another may be waiting already; it is taken up after that one.
        with suppress(UniqueViolation):
            await manager.retry_job(job)


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="purge_imports")
def purge_imports(timestamp: int) -> None:
    """Forget the cells of books that can no longer be undone."""
    imports.purge(before=timezone.now() - dt.timedelta(days=settings.OHJAAMO_UNDO_DAYS))


@app.periodic(cron="30 3 * * *")
@app.task(queueing_lock="clear_sessions")
def clear_sessions(timestamp: int) -> None:
    """Forget sessions that have ended; nothing else would."""
    SessionStore.clear_expired()


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="purge_forms")
def purge_forms(timestamp: int) -> None:
    """Forget drafts that nobody went on with, and the marks of forms that nobody sends again."""
    now = timezone.now()
    drafts.purge(before=now - drafts.KEPT)
    submissions.purge(before=now - submissions.KEPT)


@app.periodic(cron="45 3 * * *")
@app.task(queueing_lock="purge_devices")
def purge_devices(timestamp: int) -> None:
    """Forget the devices that nobody has used for long."""
    devices.purge(before=timezone.localdate() - devices.KEPT)
