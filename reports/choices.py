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


class SplitBy(TextChoices):
    """By what the clients of a day are told apart."""

    GENDER = "gender", _("Gender")
    AGE = "age", _("Age at the start")
    MUNICIPALITY = "municipality", _("Municipality")
    NATIONALITY = "nationality", _("Nationality")
    LANGUAGE = "language", _("Mother tongue")
    COACH = "coach", _("Coach")


class FunderReportKind(TextChoices):
    """What a funder asks for: how it goes, in the middle and at the end."""

    FOLLOW_UP = "follow_up", _("Follow-up report")
    INTERIM = "interim", _("Interim report")
    FINAL = "final", _("Final report")


class ReportLanguage(TextChoices):
    """The languages that a report is written in."""

    FINNISH = "fi", "suomi"
    ENGLISH = "en", "English"


class PartKind(TextChoices):
    """What a report to the funder is put together from."""

    WORDS = "words", _("Own words")
    FACTS = "facts", _("Facts of the project")
    SNAPSHOT = "snapshot", _("Status snapshot")
    RESULTS = "results", _("Results")
    INDICATORS = "indicators", _("Indicators")
    PROMISES = "promises", _("Promises")
    MONEY = "money", _("Money")
    SIGNATURES = "signatures", _("Signatures")
