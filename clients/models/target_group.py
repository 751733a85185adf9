from django.db import models
from django.utils.translation import gettext_lazy as _

from clients.models.enrolment import Enrolment
from ohjaamo.constraints import no_overlap, ordered
from projects.models import TargetGroup
from staff.auditing import audited


@audited()
class TargetGroupMember(models.Model):
    """A stay belongs to a target group or a pilot of its project, from a day to a day."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="target_groups", verbose_name=_("enrolment")
    )
    group = models.ForeignKey(
        TargetGroup, on_delete=models.PROTECT, related_name="members", verbose_name=_("target group")
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a target group")
        verbose_name_plural = _("members of target groups")
        ordering = ["enrolment", "starts_on"]
        constraints = [
            ordered("clients_targetgroupmember_days_ordered"),
            no_overlap(
                "clients_targetgroupmember_no_overlap",
                "enrolment",
                "group",
                message=_("The client already belongs to the target group on these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.group} {self.starts_on}"
