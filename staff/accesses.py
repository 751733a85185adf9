"""Who opened which record, when and why."""

import datetime as dt

from staff.models import AccessEntry, User


def note_opening(
    *, kind: str, key: int, reason: str = "", day: dt.date, moment: dt.datetime, by: User
) -> AccessEntry:
    """Write down that a record was opened; without a reason once a day, with one every time."""
    if not reason:
        already = AccessEntry.objects.filter(opened_by=by, opened_on=day, kind=kind, key=key).first()
        if already:
            return already
    return AccessEntry.objects.create(
        opened_at=moment, opened_on=day, opened_by=by, kind=kind, key=key, reason=reason
    )


def gave_reason(*, kind: str, key: int, day: dt.date, since: dt.datetime | None = None, by: User) -> bool:
    """Whether the person has given a reason for this record on the day (and not before `since`)."""
    given = AccessEntry.objects.filter(opened_by=by, opened_on=day, kind=kind, key=key).exclude(reason="")
    if since is not None:
        given = given.filter(opened_at__gte=since)
    return given.exists()
