from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Enrolment
from coaching.choices import OfferState, ServiceCategory
from ohjaamo.constraints import in_choices, not_blank, ordered, positive
from ohjaamo.periods import Period
from projects.models import Project
from staff.auditing import audited


@audited()
class Service(models.Model):
    """A service on the Pick & Mix tray: the project's own or somebody else's, in use from a day to a day."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="services", verbose_name=_("project")
    )
    name = models.CharField(_("name"), max_length=150)
    category = models.CharField(_("category"), max_length=12, choices=ServiceCategory)
    summary = models.CharField(_("what it is"), max_length=300, blank=True)
    provider = models.CharField(_("provider"), max_length=150, blank=True)
    languages = ArrayField(
        models.CharField(max_length=3), default=list, blank=True, verbose_name=_("languages")
    )
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["category", "name"]
        constraints = [
            ordered("coaching_service_days_ordered"),
            not_blank("coaching_service_named", "name", _("Give the service a name.")),
            in_choices("coaching_service_category_known", "category", ServiceCategory),
            positive("coaching_service_capacity", "capacity", _("A service has at least one place.")),
            models.UniqueConstraint(
                fields=["project", "name", "starts_on"],
                name="coaching_service_once",
                violation_error_message=_("The project already has this service from this day."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)


@audited()
class ServiceOffer(models.Model):
    """A service offered in a stay; where it stands is its latest turn."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="offers", verbose_name=_("enrolment")
    )
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, related_name="offers", verbose_name=_("service")
    )

    class Meta:
        verbose_name = _("offer of a service")
        verbose_name_plural = _("offers of services")
        ordering = ["enrolment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "service"],
                name="coaching_serviceoffer_once",
                violation_error_message=_("The service has already been offered."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.service}"


@audited()
class OfferTurn(models.Model):
    """A step in an offer's life: offered, picked, later, declined with a reason, started, completed or stopped."""

    offer = models.ForeignKey(
        ServiceOffer, on_delete=models.CASCADE, related_name="turns", verbose_name=_("offer")
    )
    state = models.CharField(_("state"), max_length=9, choices=OfferState)
    turned_on = models.DateField(_("day"))
    turned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("turn of an offer")
        verbose_name_plural = _("turns of offers")
        ordering = ["offer", "turned_on", "pk"]
        constraints = [
            in_choices("coaching_offerturn_state_known", "state", OfferState),
            models.CheckConstraint(
                name="coaching_offerturn_declined_why",
                condition=~Q(state=OfferState.DECLINED) | Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the client declined."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.state} {self.turned_on}"
