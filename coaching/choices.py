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
