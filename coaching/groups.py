"""Groups and when they meet: founded, planned, changed, moved, cancelled, ended."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.choices import GroupKind
from coaching.models import Attendance, CoachingSession, Group, GroupMeeting, Topic
from coaching.registrations import seats_taken
from ohjaamo.formats import day as in_words
from ohjaamo.periods import Period
from projects.choices import ProjectPart
from projects.models import Project, ProjectMember
from staff import auditing
from staff.models import User
from staff.rows import keep

WEEK = dt.timedelta(weeks=1)
# Nobody plans further ahead at once; a series that goes on is copied on.
PLANNED_AHEAD = dt.timedelta(days=366)


def found(
    *,
    project: Project,
    name: str,
    kind: GroupKind | str,
    language: str = "",
    place: str = "",
    capacity: int | None = None,
    topic: Topic | None = None,
    coach: User,
    meets_on: dt.date,
    meets_from: dt.time,
    minutes: int,
    until: dt.date | None = None,
    by: auditing.Actor,
) -> Group:
    """Found a group with its first meeting, or with one every week until a day: a series or a single event.

    Refused (ValidationError) where the project uses no groups, for another project's topic, and as `plan` refuses.
    """
    if not project.has_part(ProjectPart.GROUPS):
        raise ValidationError(_("The project doesn't use groups."))
    group = Group(project=project, name=name.strip(), kind=kind, language=language, place=place.strip())
    group.capacity, group.topic, group.starts_on = capacity, topic, meets_on
    _refuse_topic(group)
    with auditing.act(by=by):
        keep(group)
        plan(
            group=group,
            coach=coach,
            meets_on=meets_on,
            meets_from=meets_from,
            minutes=minutes,
            until=until,
            by=by,
        )
    return group


def change(
    *,
    group: Group,
    name: str,
    kind: GroupKind | str,
    language: str,
    place: str,
    capacity: int | None,
    topic: Topic | None,
    today: dt.date,
    by: auditing.Actor,
) -> Group:
    """Change what a group is. Its sessions that stand keep the language and the topic they were held with.

    Refused (ValidationError) for another project's topic and for fewer places than are taken.
    """
    facts: dict[str, Any] = {"name": name.strip(), "kind": kind, "language": language, "place": place.strip()}
    facts |= {"capacity": capacity, "topic": topic}
    with auditing.act(by=by):
        current = _locked(group)
        for column, value in facts.items():
            setattr(current, column, value)
        _refuse_topic(current)
        if capacity is not None and (taken := seats_taken(current, today)) > capacity:
            raise ValidationError({"capacity": _("%(taken)s places are taken already.") % {"taken": taken}})
        keep(current, update_fields=list(facts))
    return current


def end(*, group: Group, ends_on: dt.date, by: User) -> Group:
    """End a group with a last day: meetings planned after it are cancelled, registrations end with it.

    Refused (ValidationError) before its first day, and when somebody has been marked at a later meeting.
    """
    with auditing.act(by=by):
        current = _locked(group)
        current.ends_on = ends_on
        keep(current, update_fields=["ends_on"])
        for meeting in current.meetings.filter(meets_on__gt=ends_on):
            cancel(meeting=meeting, reason=_("The group ended."), by=by)
        current.members.filter(starts_on__gt=ends_on).delete()
        for member in current.members.exclude(ends_on__lte=ends_on):
            member.ends_on = ends_on
            keep(member, update_fields=["ends_on"])
    return current


def plan(
    *,
    group: Group,
    coach: User,
    meets_on: dt.date,
    meets_from: dt.time,
    minutes: int,
    until: dt.date | None = None,
    was_held: bool = False,
    by: auditing.Actor,
) -> list[GroupMeeting]:
    """Plan a meeting, or one on the same day of every week until a day.

    Refused (ValidationError) when the group already meets at the time, has ended, or would meet before its project;
    for a coach who doesn't work in the project on all of the days, unless it `was_held` as an old list tells; and for
    weeks that end before they begin or run past a year.
    """
    with auditing.act(by=by):
        current = _locked(group)
        days = list(_days(meets_on, until))
        for day in days:
            _refuse_day(current, day)
        if not was_held:
            _refuse_coach(current, coach, days)
        facts: dict[str, Any] = {
            "group": current,
            "coach": coach,
            "meets_from": meets_from,
            "minutes": minutes,
        }
        meetings = [GroupMeeting(**facts, meets_on=day) for day in days]
        for meeting in meetings:
            keep(meeting)
        _begin_by(current, meets_on)
    return meetings


def copy_to_next_week(*, meeting: GroupMeeting, by: auditing.Actor) -> GroupMeeting:
    """Plan the same meeting a week later. Refused (ValidationError) as `plan` refuses."""
    (again,) = plan(
        group=meeting.group,
        coach=meeting.coach,
        meets_on=meeting.meets_on + WEEK,
        meets_from=meeting.meets_from,
        minutes=meeting.minutes,
        by=by,
    )
    return again


def move(
    *,
    meeting: GroupMeeting,
    coach: User,
    meets_on: dt.date,
    meets_from: dt.time,
    minutes: int,
    today: dt.date,
    by: auditing.Actor,
) -> GroupMeeting:
    """Give a meeting another day, time, length or coach; its session, if it stands, goes with it.

    Refused (ValidationError) once it is cancelled, to a day to come once somebody is marked, and as `plan` refuses.
    """
    facts = {"coach": coach, "meets_on": meets_on, "meets_from": meets_from, "minutes": minutes}
    with auditing.act(by=by):
        group = _locked(meeting.group)
        current = _standing(meeting)
        _refuse_day(group, meets_on)
        _refuse_coach(group, coach, [meets_on])
        _begin_by(group, meets_on)
        session = CoachingSession.objects.filter(group_meeting=current).first()
        if session and meets_on > today:
            raise ValidationError(
                {"meets_on": _("The meeting has been held; it can't be moved to a day to come.")}
            )
        for column, value in facts.items():
            setattr(current, column, value)
        keep(current, update_fields=list(facts))
        if session:
            session.coach, session.held_on, session.minutes = coach, meets_on, minutes
            session.revision = F("revision") + 1
            session.save(update_fields=["coach", "held_on", "minutes", "revision"])
    return current


def cancel(*, meeting: GroupMeeting, reason: str, by: User) -> GroupMeeting:
    """Cancel a meeting with a reason. Refused (ValidationError) without one, and once anybody has been marked."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the meeting is cancelled.")})
    with auditing.act(by=by):
        current = _standing(meeting)
        if is_held(current):
            raise ValidationError(
                _("The meeting of %(day)s has been held.") % {"day": in_words(current.meets_on)}
            )
        CoachingSession.objects.filter(group_meeting=current).delete()
        current.withdrawn_at, current.withdrawn_by = timezone.now(), by
        current.withdrawn_reason = reason.strip()
        keep(current, update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return current


def is_held(meeting: GroupMeeting) -> bool:
    """Whether anybody has been marked at the meeting, or unnamed people counted."""
    session = CoachingSession.objects.filter(group_meeting=meeting).first()
    if session is None:
        return False
    marked = Attendance.objects.filter(session=session).exists()
    return marked or bool(session.unnamed_adults or session.unnamed_children)


def _days(first: dt.date, until: dt.date | None) -> Iterator[dt.date]:
    last = until or first
    if last < first:
        raise ValidationError({"until": _("The last day is before the first.")})
    if last - first > PLANNED_AHEAD:
        raise ValidationError({"until": _("Plan at most a year at a time.")})
    for week in range((last - first).days // 7 + 1):
        yield first + week * WEEK


def _begin_by(group: Group, day: dt.date) -> None:
    """A group begins with its first meeting at the latest."""
    if day < group.starts_on:
        group.starts_on = day
        keep(group, update_fields=["starts_on"])


def _locked(group: Group) -> Group:
    return (
        Group.objects.select_for_update(of=("self",), no_key=True).select_related("project").get(pk=group.pk)
    )


def _standing(meeting: GroupMeeting) -> GroupMeeting:
    """The meeting as it is now, held still until the act ends."""
    rows = GroupMeeting.objects.select_for_update(of=("self",), no_key=True)
    current = rows.select_related("group__project").filter(pk=meeting.pk).first()
    if current is None:
        raise ValidationError(_("The meeting has been cancelled."))
    return current


def _refuse_topic(group: Group) -> None:
    if group.topic and group.topic.project_id != group.project_id:
        raise ValidationError({"topic": _("The topic belongs to another project.")})


def _refuse_coach(group: Group, coach: User, days: Sequence[dt.date]) -> None:
    known = ProjectMember.objects.filter(project=group.project_id, user=coach)
    stretches = [Period(*bounds) for bounds in known.values_list("starts_on", "ends_on")]
    for day in days:
        if not any(stretch.includes(day) for stretch in stretches):
            message = _("The coach doesn't work in the project on %(day)s.") % {"day": in_words(day)}
            raise ValidationError({"coach": message})


def _refuse_day(group: Group, day: dt.date) -> None:
    if group.ends_on and day > group.ends_on:
        raise ValidationError(
            {"meets_on": _("The group ended on %(day)s.") % {"day": in_words(group.ends_on)}}
        )
    if not group.project.period.includes(day):
        raise ValidationError(
            {"meets_on": _("The project isn't running on %(day)s.") % {"day": in_words(day)}}
        )
