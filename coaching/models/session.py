from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from coaching.choices import AttendanceState, SessionKind
from ohjaamo.constraints import all_or_none, in_choices, not_blank
from projects.models import Municipality, Partner, Project
from staff.auditing import audited
from staff.models import Withdrawable

LONGEST = 24 * 60


@audited()
class Topic(models.Model):
    """What sessions of a project are about; one in use is a chip on the log form."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="topics", verbose_name=_("project")
    )
    name = models.CharField(_("name"), max_length=60)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    is_in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["project", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="coaching_topic_name_once",
                violation_error_message=_("The project already has this topic."),
            ),
            not_blank("coaching_topic_named", "name", _("Give the topic a name.")),
        ]

    def __str__(self) -> str:
        return self.name


@audited()
class CoachingSession(Withdrawable):
    """A session of a project: with whom is said by its attendances."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("project")
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="sessions",
        verbose_name=_("coach"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=SessionKind)
    held_on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("duration in minutes"))
    language = models.CharField(_("language"), max_length=3, blank=True)
    has_interpreter = models.BooleanField(_("interpreter present"), default=False)
    topics = models.ManyToManyField(Topic, through="SessionTopic", blank=True, verbose_name=_("topics"))
    note = models.TextField(_("note"), blank=True)
    is_confidential = models.BooleanField(_("confidential note"), default=False)
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("partner"),
    )
    # Of an unnamed person who was given advice; a client has a municipality of their own.
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("municipality"),
    )
    unnamed_adults = models.PositiveSmallIntegerField(_("unnamed adults"), default=0)
    unnamed_children = models.PositiveSmallIntegerField(_("unnamed children"), default=0)
    # Counts the changes: a form shown before somebody else's change is told so.
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    # One key per form shown: the same form sent twice makes one session.
    submission = models.UUIDField(_("key of the form"), editable=False)
    logged_at = models.DateTimeField(_("logged at"), editable=False)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("logged by"),
    )

    class Meta(Withdrawable.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["project", "held_on"], name="coaching_session_by_project"),
            models.Index(fields=["coach", "held_on"], name="coaching_session_by_coach"),
        ]
        constraints = [
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=["submission"],
                name="coaching_session_submission_once",
                violation_error_message=_("This form has already been saved."),
            ),
            in_choices("coaching_session_kind_known", "kind", SessionKind),
            models.CheckConstraint(
                name="coaching_session_minutes",
                condition=Q(minutes__gte=1, minutes__lte=LONGEST),
                violation_error_message=_("A session lasts at least a minute and at most a day."),
            ),
            models.CheckConstraint(
                name="coaching_session_confidential_note",
                condition=Q(is_confidential=False) | Q(note__regex=r"\S"),
                violation_error_message=_("Only a note can be confidential."),
            ),
            models.CheckConstraint(
                name="coaching_session_heads_of_groups",
                condition=Q(unnamed_adults=0, unnamed_children=0)
                | Q(kind__in=[SessionKind.GROUP, SessionKind.ADVICE]),
                violation_error_message=_("Only groups and advice have unnamed participants."),
            ),
            models.CheckConstraint(
                name="coaching_session_municipality_of_advice",
                condition=Q(municipality__isnull=True) | Q(kind=SessionKind.ADVICE),
                violation_error_message=_("Only advice to an unnamed person has a municipality."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.kind} {self.held_on}"


@audited()
class SessionTopic(models.Model):
    """A topic a session was about."""

    session = models.ForeignKey(
        CoachingSession, on_delete=models.CASCADE, related_name="session_topics", verbose_name=_("session")
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, related_name="session_topics", verbose_name=_("topic")
    )

    class Meta:
        verbose_name = _("topic of a session")
        verbose_name_plural = _("topics of sessions")
        ordering = ["session", "topic"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "topic"],
                name="coaching_sessiontopic_once",
                violation_error_message=_("The session already has this topic."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.topic}"


@audited()
class Attendance(models.Model):
    """A client at a session: present, excused or absent."""

    session = models.ForeignKey(
        CoachingSession, on_delete=models.CASCADE, related_name="attendances", verbose_name=_("session")
    )
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("client")
    )
    state = models.CharField(
        _("attendance"), max_length=8, choices=AttendanceState, default=AttendanceState.PRESENT
    )
    note = models.CharField(_("note on the person"), max_length=300, blank=True)
    # In a group several coaches mark at once; each sees who marked last.
    marked_at = models.DateTimeField(_("marked at"), null=True, blank=True, editable=False)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("marked by"),
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["session", "client"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "client"],
                name="coaching_attendance_once",
                violation_error_message=_("The client is already marked for this session."),
            ),
            in_choices("coaching_attendance_state_known", "state", AttendanceState),
            all_or_none(
                "coaching_attendance_mark_whole",
                "marked_at",
                "marked_by",
                message=_("A mark has its moment and its person."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.client.client_number} {self.state}"
