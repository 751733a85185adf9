"""The words of this floor."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PublicationKind(TextChoices):
    """What is sealed."""

    SNAPSHOT = "snapshot", _("Status snapshot")
    RESULTS = "results", _("Results")
    INDICATORS = "indicators", _("Indicators")


class Audience(TextChoices):
    """For whom a report is: a payer sees its own residents, the public no small numbers."""

    FUNDER = "funder", _("Funder")
    PAYER = "payer", _("Payer")
    PUBLIC = "public", _("Public")


class IndicatorKind(TextChoices):
    """When an indicator is looked at."""

    ENTRY = "entry", _("At entry")
    EXIT = "exit", _("Upon leaving")
    LATER = "later", _("Six months after leaving")


class PromiseKind(TextChoices):
    """What a project has said: where it wants to get, what it makes, what it leaves behind in municipalities."""

    GOAL = "goal", _("Goal")
    DELIVERABLE = "deliverable", _("Deliverable")
    ADOPTION = "adoption", _("Adoption of the model")
