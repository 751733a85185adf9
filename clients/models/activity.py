from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Trim
from django.utils.translation import gettext_lazy as _

from clients.choices import ConfirmationSource
from clients.models.client import Client
from ohjaamo.constraints import all_or_none, in_choices, no_overlap, ordered
from ohjaamo.periods import Period
from projects.choices import ActivityKind
from staff.auditing import audited
from staff.models import Withdrawable
from staff.models.withdrawal import STANDING


@audited()
class Activity(Withdrawable):
    """What a client does for a while. Several may run at once, but never two of one kind at one place.

    It may begin before an enrolment and go on after it.
    """

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="activities", verbose_name=_("client")
    )
    kind = models.CharField(_("activity"), max_length=20, choices=ActivityKind)
    place = models.CharField(_("employer or school"), max_length=200, blank=True)
    title = models.CharField(_("job or studies"), max_length=200, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    # Nobody of ours when an old book says so.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_from = models.CharField(
        _("confirmed from"), max_length=10, choices=ConfirmationSource, blank=True
    )

    class Meta(Withdrawable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["client", "starts_on"], name="clients_activity_by_client")]
        constraints = [
            *Withdrawable.Meta.constraints,
            ordered("clients_activity_days_ordered"),
            no_overlap(
                "clients_activity_no_overlap",
                "client",
                "kind",
                Lower(Trim("place")),
                condition=STANDING,
                message=_("The client already does this at the same place on these days."),
            ),
            in_choices("clients_activity_kind_known", "kind", ActivityKind),
            in_choices("clients_activity_source_known", "confirmed_from", ConfirmationSource, blank=True),
            all_or_none(
                "clients_activity_confirmation_whole",
                "confirmed_on",
                "confirmed_from:text",
                message=_("A confirmation has its day and its source."),
            ),
            models.CheckConstraint(
                name="clients_activity_confirmation_person",
                condition=(Q(confirmed_from__in=["", ConfirmationSource.BOOK]) & Q(confirmed_by__isnull=True))
                | (~Q(confirmed_from__in=["", ConfirmationSource.BOOK]) & Q(confirmed_by__isnull=False)),
                violation_error_message=_("A confirmation has its person, unless an old book says so."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client.client_number} {self.kind} {self.starts_on}–{self.ends_on or ''}"

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)


@audited()
class ActivityTerms(models.Model):
    """The terms of work or study from a day on. A change of terms is a new row, never a new employment."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="terms", verbose_name=_("activity")
    )
    starts_on = models.DateField(_("from"))
    is_permanent = models.BooleanField(_("permanent"), null=True, blank=True)
    is_full_time = models.BooleanField(_("full time"), null=True, blank=True)
    has_pay_subsidy = models.BooleanField(_("pay-subsidised"), null=True, blank=True)
    weekly_hours = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=1, null=True, blank=True
    )

    class Meta:
        verbose_name = _("terms of an activity")
        verbose_name_plural = _("terms of activities")
        ordering = ["activity", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "starts_on"],
                name="clients_activityterms_once",
                violation_error_message=_("There are already terms from this day."),
            ),
            models.CheckConstraint(
                name="clients_activityterms_hours",
                condition=Q(weekly_hours__isnull=True) | Q(weekly_hours__gt=0, weekly_hours__lte=100),
                violation_error_message=_("Hours a week are more than 0 and at most 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.starts_on}"
