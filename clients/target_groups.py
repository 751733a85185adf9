"""Who belongs to which target group or pilot of a project, from when to when."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients.models import Enrolment, TargetGroupMember
from ohjaamo.formats import day, period
from projects.models import TargetGroup
from staff import auditing
from staff.rows import keep


def join(
    *, enrolment: Enrolment, group: TargetGroup, starts_on: dt.date, by: auditing.Actor
) -> TargetGroupMember:
    """Take a stay into a target group. Refused (ValidationError) into another project's and where it is in already.

    Refused also on a day when the client isn't in the project or the group isn't open.
    """
    if group.project_id != enrolment.project_id:
        raise ValidationError({"group": _("The target group belongs to another project.")})
    for stretch in (enrolment.period, group.period):
        if not stretch.includes(starts_on):
            message = _("Choose a day within %(period)s.") % {"period": period(stretch)}
            raise ValidationError({"starts_on": message})
    member = TargetGroupMember(
        enrolment=enrolment, group=group, starts_on=starts_on, ends_on=enrolment.ends_on
    )
    with auditing.act(by=by):
        keep(member)
    return member


def leave(*, member: TargetGroupMember, ends_on: dt.date, by: auditing.Actor) -> TargetGroupMember:
    """End a membership with its last day. Refused (ValidationError) before its first day and after the stay's last."""
    if not member.enrolment.period.includes(ends_on):
        message = _("The client was not in the project on %(day)s.") % {"day": day(ends_on)}
        raise ValidationError({"ends_on": message})
    member.ends_on = ends_on
    with auditing.act(by=by):
        keep(member, update_fields=["ends_on"])
    return member
