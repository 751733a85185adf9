"""Devices their users have enrolled: there one sign-in lasts the working day; elsewhere it ends after an idle hour."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from staff.models import Device, User
from staff.rows import keep

WORKING_DAY_IN_SECONDS = 12 * 60 * 60
IDLE = dt.timedelta(hours=1)
# A device that nobody has used for so long is forgotten.
KEPT = dt.timedelta(days=180)


@dataclass(frozen=True)
class Enrolled:
    """A device and its key. The key is known to the device alone: here only its digest is kept."""

    device: Device
    token: str


def enrol(*, name: str, moment: dt.datetime, today: dt.date, by: User) -> Enrolled:
    """Enrol the device she is at, under a name. Refused (ValidationError) without one."""
    token = secrets.token_urlsafe(32)
    device = Device(
        user=by, name=name.strip(), token_digest=_digest(token), enrolled_at=moment, seen_on=today
    )
    keep(device)
    return Enrolled(device, token)


def recognise(*, user: User, token: str, today: dt.date) -> Device | None:
    """The user's device with this key, or none; it is noted once a day that it was used."""
    device = Device.objects.filter(user=user, token_digest=_digest(token)).first() if token else None
    if device and device.seen_on != today:
        device.seen_on = today
        device.save(update_fields=["seen_on"])
    return device


def forget(*, device: Device) -> None:
    """Forget a device: sign-in there ends after an idle hour again, at once."""
    device.delete()


def purge(*, before: dt.date) -> int:
    """Forget the devices last used before a day; answers how many."""
    return Device.objects.filter(seen_on__lt=before).delete()[0]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
