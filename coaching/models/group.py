from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from coaching.choices import GroupKind
from coaching.models.session import LONGEST, CoachingSession, Topic
from ohjaamo.constraints import in_choices, no_overlap, not_blank, ordered, positive
from projects.models import Project
from staff.auditing import audited
from staff.models import Withdrawable
from staff.models.withdrawal import STANDING


@audited()
class Group(models.Model):
    """A series of group meetings (a language club), or what a single meeting belongs to (an info day)."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="groups", verbose_name=_("project")
    )
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=16, choices=GroupKind)
    language = models.CharField(_("language"), max_length=3, blank=True)
    place = models.CharField(_("where"), max_length=150, blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("topic"),
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["-starts_on", "name", "pk"]
        constraints = [
            ordered("coaching_group_days_ordered"),
            not_blank("coaching_group_named", "name", _("Give the group a name.")),
            in_choices("coaching_group_kind_known", "kind", GroupKind),
            positive("coaching_group_capacity", "capacity", _("A group has at least one place.")),
        ]

    def __str__(self) -> str:
        return self.name


@audited()
class GroupMember(models.Model):
    """A client registered for every meeting of a group, from a day to a day."""

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="members", verbose_name=_("group")
    )
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="groups", verbose_name=_("client")
    )
    starts_on = models.DateField(_("registered on"))
    ends_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        ordering = ["group", "starts_on", "pk"]
        constraints = [
            ordered("coaching_groupmember_days_ordered"),
            no_overlap(
                "coaching_groupmember_no_overlap",
                "group",
                "client",
                message=_("The client is already registered for the group."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.client_id} {self.starts_on}"


@audited()
class GroupMeeting(Withdrawable):
    """One meeting of a group, planned; its session stands once somebody is marked. A cancelled one is withdrawn."""

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("group")
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="group_meetings",
        verbose_name=_("coach"),
    )
    meets_on = models.DateField(_("day"))
    # Wall-clock time in Helsinki, as it was announced.
    meets_from = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("duration in minutes"), default=90)
    session = models.OneToOneField(
        CoachingSession,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="group_meeting",
        verbose_name=_("session"),
    )

    class Meta(Withdrawable.Meta):
        verbose_name = _("group meeting")
        verbose_name_plural = _("group meetings")
        ordering = ["meets_on", "meets_from", "pk"]
        indexes = [models.Index(fields=["meets_on"], name="coaching_groupmeeting_by_day")]
        constraints = [
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "meets_on", "meets_from"],
                condition=STANDING,
                name="coaching_groupmeeting_once",
                violation_error_message=_("The group already meets at this time."),
            ),
            models.CheckConstraint(
                name="coaching_groupmeeting_minutes",
                condition=Q(minutes__gte=1, minutes__lte=LONGEST),
                violation_error_message=_("A meeting lasts at least a minute and at most a day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.meets_on}"


@audited()
class Registration(models.Model):
    """A client registered for one meeting only."""

    meeting = models.ForeignKey(
        GroupMeeting, on_delete=models.CASCADE, related_name="registrations", verbose_name=_("meeting")
    )
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("client")
    )
    registered_on = models.DateField(_("registered on"))

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "client"],
                name="coaching_registration_once",
                violation_error_message=_("The client is already registered for the meeting."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.client_id}"
