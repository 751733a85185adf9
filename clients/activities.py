"""What clients do, from a day to a day."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients import findings
from clients.choices import ConfirmationSource
from clients.models import Activity, ActivityTerms, Client
from projects.choices import ActivityKind
from staff import auditing
from staff.models import User
from staff.rows import keep


def start(
    *,
    client: Client,
    kind: ActivityKind | str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    place: str = "",
    title: str = "",
    terms: dict[str, Any] | None = None,
    confirmed_on: dt.date | None = None,
    confirmed_from: ConfirmationSource | str = "",
    by: auditing.Actor,
) -> Activity:
    """Record that a client began something. Refused (ValidationError) over the same kind at the same place.

    `terms` (is_permanent, is_full_time, has_pay_subsidy, weekly_hours) hold from the first day.
    """
    activity = new(
        client=client,
        kind=kind,
        place=place,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        confirmed_on=confirmed_on,
        confirmed_from=confirmed_from,
        by=by,
    )
    with auditing.act(by=by):
        keep(activity)
        if terms:
            set_terms(activity=activity, starts_on=starts_on, terms=terms, by=by)
    return activity


def new(*, confirmed_from: ConfirmationSource | str = "", by: auditing.Actor, **facts: Any) -> Activity:
    """An activity that isn't kept yet; confirmed by whoever records it, but for one from an old book."""
    person = by if confirmed_from and confirmed_from != ConfirmationSource.BOOK else None
    return Activity(confirmed_from=confirmed_from, confirmed_by=person, **facts)


def end(*, activity: Activity, ends_on: dt.date, by: auditing.Actor) -> Activity:
    """End an activity with its last day. Refused (ValidationError) before its first day."""
    activity.ends_on = ends_on
    with auditing.act(by=by):
        keep(activity, update_fields=["ends_on"])
    return activity


def set_terms(
    *, activity: Activity, starts_on: dt.date, terms: dict[str, Any], by: auditing.Actor
) -> ActivityTerms:
    """Terms from a day on. Refused (ValidationError) when that day already has terms, and outside the activity."""
    row = new_terms(activity=activity, starts_on=starts_on, **terms)
    with auditing.act(by=by):
        keep(row)
    return row


def new_terms(*, activity: Activity, starts_on: dt.date, **terms: Any) -> ActivityTerms:
    """Terms that aren't kept yet. Refused (ValidationError) outside the activity."""
    if not activity.period.includes(starts_on):
        raise ValidationError({"starts_on": _("The activity isn't running on this day.")})
    return ActivityTerms(activity=activity, starts_on=starts_on, **terms)


def confirm(
    *, activity: Activity, confirmed_on: dt.date, confirmed_from: ConfirmationSource | str, by: User
) -> Activity:
    """Say that the activity is known to be so: from what, and on which day; a newer confirmation takes its place.

    Refused (ValidationError) for an old book: nobody of ours saw it.
    """
    if confirmed_from not in ConfirmationSource.values or confirmed_from == ConfirmationSource.BOOK:
        raise ValidationError({"confirmed_from": _("Say from whom or what it is known.")})
    activity.confirmed_on, activity.confirmed_from, activity.confirmed_by = confirmed_on, confirmed_from, by
    with auditing.act(by=by):
        keep(activity, update_fields=["confirmed_on", "confirmed_from", "confirmed_by"])
    return activity


def see_in_book(*, activity: Activity, day: dt.date, by: auditing.Actor) -> None:
    """Note a later day on which an old book says the activity was so; nobody of ours confirms it by that."""
    activity.confirmed_on, activity.confirmed_from = day, ConfirmationSource.BOOK
    with auditing.act(by=by):
        keep(activity, update_fields=["confirmed_on", "confirmed_from"])


def withdraw(*, activity: Activity, reason: str, by: User) -> None:
    """Take a wrong activity out of every figure, with what is still to be asked about it; history keeps both.

    Refused (ValidationError) without a reason, and when it has been withdrawn already.
    """
    with auditing.act(by=by):
        findings.withdraw(row=activity, reason=reason, by=by)
        for follow_up in activity.follow_ups.select_for_update().filter(answered_on=None):
            findings.withdraw(row=follow_up, reason=reason, by=by)
