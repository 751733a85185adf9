from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from coaching.choices import SessionKind
from coaching.models.session import LONGEST, CoachingSession
from ohjaamo.constraints import in_choices, not_blank
from projects.models import Project
from staff.auditing import audited
from staff.models import Withdrawable

# A group has its own events, and advice isn't agreed on beforehand.
NOT_AGREED_ON = (SessionKind.GROUP, SessionKind.ADVICE)


@audited()
class Appointment(Withdrawable):
    """A meeting agreed on with a client; once held, a session is logged for it. A cancelled one is withdrawn."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("project")
    )
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("client")
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="appointments",
        verbose_name=_("coach"),
    )
    kind = models.CharField(_("how"), max_length=12, choices=SessionKind, default=SessionKind.MEETING)
    meets_on = models.DateField(_("day"))
    # Wall-clock time in Helsinki, as it was agreed on.
    meets_from = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("duration in minutes"), default=30)
    place = models.CharField(_("where"), max_length=150, blank=True)
    session = models.OneToOneField(
        CoachingSession,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="appointment",
        verbose_name=_("session"),
    )

    class Meta(Withdrawable.Meta):
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["meets_on", "meets_from", "pk"]
        indexes = [models.Index(fields=["coach", "meets_on"], name="coaching_appointment_by_coach")]
        constraints = [
            *Withdrawable.Meta.constraints,
            in_choices("coaching_appointment_kind_known", "kind", SessionKind),
            models.CheckConstraint(
                name="coaching_appointment_kind_agreed",
                condition=~Q(kind__in=NOT_AGREED_ON),
                violation_error_message=_("An appointment is with one client."),
            ),
            models.CheckConstraint(
                name="coaching_appointment_minutes",
                condition=Q(minutes__gte=1, minutes__lte=LONGEST),
                violation_error_message=_("An appointment lasts at least a minute and at most a day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.meets_on} {self.meets_from:%H.%M}"


class CalendarFeed(models.Model):
    """An address at which somebody's own calendar is read without signing in. Only its digest is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="calendar_feed",
        verbose_name=_("user"),
    )
    token_digest = models.CharField(_("digest of the address"), max_length=64, unique=True)
    opened_at = models.DateTimeField(_("opened at"))

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints = [
            not_blank(
                "coaching_calendarfeed_digest_given", "token_digest", _("A calendar feed has an address.")
            )
        ]

    def __str__(self) -> str:
        return str(self.user)
