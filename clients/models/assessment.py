"""What a client can do and what stands in the way, as found out with them, dated."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.choices import (
    CefrLevel,
    ConfirmationSource,
    EducationLevel,
    ObstacleKind,
    PlanKind,
    ShowcaseUse,
    SkillSource,
)
from clients.models.client import Client
from ohjaamo.constraints import in_choices, not_blank, ordered
from staff.auditing import audited
from staff.models import Withdrawable
from staff.models.withdrawal import STANDING


@audited()
class LanguageSkill(Withdrawable):
    """How well a client knew a language on a day. A new level is a new row: the progress is the history."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="language_skills", verbose_name=_("client")
    )
    language = models.CharField(_("language"), max_length=3)
    level = models.CharField(_("level"), max_length=6, choices=CefrLevel)
    assessed_on = models.DateField(_("as of"))
    source = models.CharField(_("known from"), max_length=10, choices=ConfirmationSource)

    class Meta(Withdrawable.Meta):
        verbose_name = _("language skill")
        verbose_name_plural = _("language skills")
        ordering = ["language", "assessed_on", "pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=["client", "language", "assessed_on"],
                condition=STANDING,
                name="clients_languageskill_once_a_day",
                violation_error_message=_("The level of this language on this day is known already."),
            ),
            not_blank("clients_languageskill_language_given", "language", _("Say which language.")),
            in_choices("clients_languageskill_level_known", "level", CefrLevel),
            in_choices("clients_languageskill_source_known", "source", ConfirmationSource),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.language} {self.level} {self.assessed_on}"


@audited()
class Schooling(Withdrawable):
    """A school or degree of a client, here or elsewhere."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="schooling", verbose_name=_("client")
    )
    name = models.CharField(_("degree or school"), max_length=200)
    level = models.PositiveSmallIntegerField(_("level"), choices=EducationLevel, null=True, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    # People remember a year, seldom a day.
    ended_year = models.PositiveSmallIntegerField(_("year it ended"), null=True, blank=True)
    is_completed = models.BooleanField(_("completed"), default=True)
    is_recognised = models.BooleanField(_("recognised in Finland"), null=True, blank=True)

    class Meta(Withdrawable.Meta):
        verbose_name = _("schooling")
        verbose_name_plural = _("schooling")
        ordering = ["-ended_year", "-pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            not_blank("clients_schooling_named", "name", _("Say which degree or school.")),
            models.CheckConstraint(
                name="clients_schooling_level_known",
                condition=Q(level__isnull=True) | Q(level__in=EducationLevel.values),
                violation_error_message=_("This isn't a level of education."),
            ),
            models.CheckConstraint(
                name="clients_schooling_year",
                condition=Q(ended_year__isnull=True) | Q(ended_year__gte=1930, ended_year__lte=2100),
                violation_error_message=_("Give the year with four digits."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.name}"


@audited()
class PastJob(Withdrawable):
    """Work a client did before us, here or elsewhere."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="past_jobs", verbose_name=_("client")
    )
    title = models.CharField(_("work"), max_length=200)
    employer = models.CharField(_("employer"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    started_year = models.PositiveSmallIntegerField(_("from the year"), null=True, blank=True)
    ended_year = models.PositiveSmallIntegerField(_("to the year"), null=True, blank=True)

    class Meta(Withdrawable.Meta):
        verbose_name = _("work before us")
        verbose_name_plural = _("work before us")
        ordering = ["-ended_year", "-pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            not_blank("clients_pastjob_named", "title", _("Say what work it was.")),
            ordered(
                "clients_pastjob_years_ordered",
                "started_year",
                "ended_year",
                _("The last year is before the first."),
            ),
            models.CheckConstraint(
                name="clients_pastjob_years",
                condition=(Q(started_year__isnull=True) | Q(started_year__gte=1930, started_year__lte=2100))
                & (Q(ended_year__isnull=True) | Q(ended_year__gte=1930, ended_year__lte=2100)),
                violation_error_message=_("Give the year with four digits."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.title}"


@audited()
class Skill(Withdrawable):
    """Something a client can do, and what shows it."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="skills", verbose_name=_("client")
    )
    name = models.CharField(_("skill"), max_length=200)
    source = models.CharField(_("shown by"), max_length=12, choices=SkillSource)
    evidence = models.CharField(_("evidence: what and where"), max_length=300, blank=True)
    shown_on = models.DateField(_("shown on"))

    class Meta(Withdrawable.Meta):
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["-shown_on", "-pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            not_blank("clients_skill_named", "name", _("Say what the client can do.")),
            in_choices("clients_skill_source_known", "source", SkillSource),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.name}"


@audited()
class Obstacle(Withdrawable):
    """Something that stands in the way, from the day it is seen to the day it is solved."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="obstacles", verbose_name=_("client")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ObstacleKind)
    detail = models.CharField(_("what it is"), max_length=300, blank=True)
    starts_on = models.DateField(_("opened on"))
    ends_on = models.DateField(_("solved on"), null=True, blank=True)

    class Meta(Withdrawable.Meta):
        verbose_name = _("obstacle")
        verbose_name_plural = _("obstacles")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            ordered("clients_obstacle_days_ordered"),
            in_choices("clients_obstacle_kind_known", "kind", ObstacleKind),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.kind} {self.starts_on}"


@audited()
class StatutoryPlan(Withdrawable):
    """That a plan or an assessment of the authorities exists, from when, and who made it; never what it says."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="statutory_plans", verbose_name=_("client")
    )
    kind = models.CharField(_("plan"), max_length=20, choices=PlanKind)
    made_on = models.DateField(_("made on"))
    maker = models.CharField(_("made by"), max_length=200, blank=True)
    ends_on = models.DateField(_("in force until"), null=True, blank=True)

    class Meta(Withdrawable.Meta):
        verbose_name = _("statutory plan")
        verbose_name_plural = _("statutory plans")
        ordering = ["-made_on", "-pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            ordered("clients_statutoryplan_days_ordered", "made_on", "ends_on"),
            in_choices("clients_statutoryplan_kind_known", "kind", PlanKind),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.kind} {self.made_on}"


@audited()
class Showcase(Withdrawable):
    """When the app Näytön Paikka was introduced to a client, and when it was used."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="showcases", verbose_name=_("client")
    )
    use = models.CharField(_("what happened"), max_length=10, choices=ShowcaseUse)
    happened_on = models.DateField(_("day"))
    detail = models.CharField(_("what was shown"), max_length=300, blank=True)

    class Meta(Withdrawable.Meta):
        verbose_name = _("use of Näytön Paikka")
        verbose_name_plural = _("uses of Näytön Paikka")
        ordering = ["-happened_on", "-pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            in_choices("clients_showcase_use_known", "use", ShowcaseUse),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.use} {self.happened_on}"
