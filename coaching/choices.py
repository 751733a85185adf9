"""The words of this floor."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SessionKind(TextChoices):
    MEETING = "meeting", _("Meeting")
    PHONE = "phone", _("Phone call")
    MESSAGE = "message", _("Message")
    VIDEO = "video", _("Video call")
    HOME_VISIT = "home_visit", _("Home visit")
    NETWORK = "network", _("With a partner")
    GROUP = "group", _("Group")
    ADVICE = "advice", _("Advice to an unnamed person")


class AttendanceState(TextChoices):
    PRESENT = "present", _("Present")
    EXCUSED = "excused", _("Absent, told in advance")
    ABSENT = "absent", _("Absent")


class ResultKind(TextChoices):
    """What a coach records in one act, in the words that one hears it in."""

    JOB = "job", _("Got a job")
    EDUCATION = "education", _("Began studies")
    EDUCATION_ENDED = "education-ended", _("Studies ended")
    CARD = "card", _("Got a card")
    COMPANY = "company", _("Started a business")
    WORK_TRIAL = "work-trial", _("Work trial")
    OTHER = "other", _("CV, application or assessment")


class GroupKind(TextChoices):
    """The association's own names stay Finnish words; the info events and clubs of the seed."""

    WORKING_LIFE = "working_life", _("Working life info")
    EMPLOYMENT_START = "employment_start", _("Employment start")
    EDUCATION = "education", _("Education info")
    POP_UP = "pop_up", _("Pop-up info")
    CLUB = "club", _("Conversation club")
    CARD = "card", _("Card practice")
    OTHER = "other", _("Other group")


class ServiceCategory(TextChoices):
    LANGUAGE = "language", _("Language")
    WORK = "work", _("Work")
    EDUCATION = "education", _("Studies")
    SOCIETY = "society", _("Life in Finland")
    WELLBEING = "wellbeing", _("Wellbeing and free time")
    FAMILY = "family", _("Family")
    ENTERPRISE = "enterprise", _("Own business")


class OfferState(TextChoices):
    OFFERED = "offered", _("Offered")
    PICKED = "picked", _("Picked")
    LATER = "later", _("Later")
    DECLINED = "declined", _("Declined")
    STARTED = "started", _("Started")
    COMPLETED = "completed", _("Finished")
    STOPPED = "stopped", _("Stopped")


class SituationMoment(TextChoices):
    ENTRY = "entry", _("At entry")
    EXIT = "exit", _("At exit")
    AFTER_YEAR = "after_year", _("A year after")


class Benefit(TextChoices):
    NONE = "none", _("No benefit")
    UNEMPLOYMENT = "unemployment", _("Unemployment benefit")
    INTEGRATION = "integration", _("Labour market support for integration")
    STUDY = "study", _("Study grant")
    SOCIAL_ASSISTANCE = "social_assistance", _("Social assistance")
    PARENTAL = "parental", _("Parental or home care allowance")
    RECEPTION = "reception", _("Reception allowance")
    OTHER = "other", _("Other benefit")


class Tenure(TextChoices):
    """How firmly the client may stay in the country."""

    APPLIED = "applied", _("Applied for")
    TEMPORARY = "temporary", _("Temporary (B)")
    CONTINUOUS = "continuous", _("Continuous (A)")
    PERMANENT = "permanent", _("Permanent (P)")
    EU = "eu", _("EU citizen")
    CITIZEN = "citizen", _("Finnish citizen")
