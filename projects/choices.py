"""The words of this floor."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ActivityKind(TextChoices):
    """What a client does. The order here is the association's default order of precedence."""

    VOCATIONAL = "vocational", _("In vocational education")
    INTEGRATION = "integration", _("In integration training")
    OTHER_EDUCATION = "other_education", _("In other education")
    WORK = "work", _("At work")
    WORK_TRIAL = "work_trial", _("In a work trial")
    OTHER = "other", _("Other (family leave, sick leave)")
    UNEMPLOYED = "unemployed", _("Unemployed jobseeker")


class ProgrammePeriod(TextChoices):
    ESF_2014 = "2014-2020", _("2014–2020")
    ESF_PLUS_2021 = "2021-2027", _("2021–2027")


class ProjectPart(TextChoices):
    """Parts of the system a project may switch off."""

    PATH = "path", _("Client path")
    GROUPS = "groups", _("Groups")
    SERVICES = "services", _("Service tray")
    ASSESSMENT = "assessment", _("Assessment")
    SITUATIONS = "situations", _("Life situation at entry, at exit and a year after")
    MEASUREMENTS = "measurements", _("Measurements")
    EMPLOYERS = "employers", _("Employers")
    MONEY = "money", _("Money")


class TargetGroupKind(TextChoices):
    """A pilot is tried out for a while; a target group is whom the project is for."""

    TARGET = "target", _("Target group")
    PILOT = "pilot", _("Pilot")


class ContactWay(TextChoices):
    MEETING = "meeting", _("Meeting")
    PHONE = "phone", _("Phone call")
    MESSAGE = "message", _("Message")
    EVENT = "event", _("Event")


DEFAULT_STAGES = (
    "Ohjautuminen",
    "Alkukartoitus",
    "Suunnitelma",
    "Valmennus",
    "Siirtymä työhön tai opintoihin",
    "Seuranta",
)
