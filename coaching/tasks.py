"""Background work of this floor."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from clients.models import Enrolment
from coaching import carry_overs, digests
from ohjaamo.periods import today
from staff.models import User

# Monday at seven in Helsinki. The queue's clock is UTC, where that is four in summer and five in winter.
HOUR = 7


@app.periodic(cron="10 1 * * *")
@app.task(queueing_lock="bring_along")
def bring_along(timestamp: int) -> None:
    """Take what is open along to the stays that have begun now, carried over ahead of time."""
    carry_overs.bring_along(stays=Enrolment.objects.all(), today=today(), by="worker")


@app.periodic(cron="0 4,5 * * 1")
@app.task(queueing_lock="send_digests")
def send_digests(timestamp: int) -> None:
    """Have the weekly digest sent to each who wants it; nothing is sent where no mail is set up."""
    moment = dt.datetime.fromtimestamp(timestamp, dt.UTC).astimezone(timezone.get_default_timezone())
    if not settings.OHJAAMO_MAIL or moment.hour != HOUR:
        return
    for key in digests.readers().values_list("pk", flat=True):
        send_digest.defer(user_id=key, day=moment.date().isoformat())


@app.task
def send_digest(user_id: int, day: str) -> None:
    """Send one digest. Each is a task of its own, so that one address that fails keeps nobody else waiting."""
    user = User.objects.filter(pk=user_id, has_digest=True, is_active=True).first()
    if user is not None:
        digests.mail(user, dt.date.fromisoformat(day))
