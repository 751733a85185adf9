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


def reason_in_force(
    *,
    kind: str,
    key: int,
    day: dt.date,
    moment: dt.datetime,
    lasts: dt.timedelta | None = None,
    by: User,
) -> str:
    """The reason the person gave for this record on the day, while it lasts (all day when not said); else ''.

    An opening that carries a reason still in force doesn't lengthen its time.
    """
    given = AccessEntry.objects.filter(opened_by=by, opened_on=day, kind=kind, key=key).exclude(reason="")
    begun, in_force = None, ""
    for opened_at, reason in given.order_by("opened_at", "pk").values_list("opened_at", "reason"):
        if begun is None or (lasts is not None and opened_at > begun + lasts):
            begun, in_force = opened_at, reason
    is_over = begun is not None and lasts is not None and moment > begun + lasts
    return "" if is_over else in_force
