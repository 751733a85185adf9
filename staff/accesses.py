"""Who opened which record, when and why."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

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


def note_openings(
    *, kind: str, keys: Collection[int], reason: str, day: dt.date, moment: dt.datetime, by: User
) -> None:
    """Write down that several records were opened for one reason, each once a day."""
    entries = AccessEntry.objects.filter(opened_by=by, opened_on=day, kind=kind, reason=reason)
    known = set(entries.filter(key__in=keys).values_list("key", flat=True))
    AccessEntry.objects.bulk_create(
        AccessEntry(opened_at=moment, opened_on=day, opened_by=by, kind=kind, key=key, reason=reason)
        for key in sorted(set(keys) - known)
    )


def note_export(
    *, kind: str, keys: Iterable[int], reason: str, day: dt.date, moment: dt.datetime, by: User
) -> None:
    """Write down whose records went out in a file, each once, and in which; every time anew.

    Such an entry opens no record: it is of a kind of its own.
    """
    facts: dict[str, Any] = {"opened_at": moment, "opened_on": day, "opened_by": by}
    facts |= {"kind": f"{kind}-export", "reason": reason}
    AccessEntry.objects.bulk_create(AccessEntry(**facts, key=key) for key in sorted(set(keys)))


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
