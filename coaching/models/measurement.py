from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clients.models import Enrolment
from ohjaamo.constraints import not_blank, ordered
from staff.auditing import audited
from staff.models import Withdrawable


@audited()
class Instrument(models.Model):
    """A set of questions answered on a scale, in one version. No texts of marked instruments are shipped."""

    name = models.CharField(_("name"), max_length=150)
    version = models.CharField(_("version"), max_length=40, blank=True)
    lowest = models.SmallIntegerField(_("lowest value"), default=0)
    highest = models.SmallIntegerField(_("highest value"), default=10)
    # Some instruments forbid a total by design.
    has_total = models.BooleanField(_("a total may be shown"), default=False)
    starts_on = models.DateField(_("in use from"))
    ends_on = models.DateField(_("in use until"), null=True, blank=True)

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["name", "version"]
        constraints = [
            ordered("coaching_instrument_days_ordered"),
            not_blank("coaching_instrument_named", "name", _("Give the instrument a name.")),
            models.UniqueConstraint(
                fields=["name", "version"],
                name="coaching_instrument_once",
                violation_error_message=_("There is already this version of the instrument."),
            ),
            models.CheckConstraint(
                name="coaching_instrument_scale_ordered",
                condition=Q(highest__gt=F("lowest")),
                violation_error_message=_("The highest value is above the lowest."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()


@audited()
class InstrumentItem(models.Model):
    """One question of an instrument, as it is asked in a language."""

    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="items", verbose_name=_("instrument")
    )
    position = models.PositiveSmallIntegerField(_("place in the list"))
    language = models.CharField(_("language"), max_length=3, default="fin")
    text = models.CharField(_("question"), max_length=300)

    class Meta:
        verbose_name = _("item of an instrument")
        verbose_name_plural = _("items of instruments")
        ordering = ["instrument", "position", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "position", "language"],
                name="coaching_instrumentitem_once",
                violation_error_message=_("The instrument already has this item in this language."),
            ),
            not_blank("coaching_instrumentitem_asked", "text", _("Write the question.")),
        ]

    def __str__(self) -> str:
        return self.text


@audited()
class InstrumentBand(models.Model):
    """A stretch of the scale with a name: 0–5 weak, 6–7 fair."""

    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="bands", verbose_name=_("instrument")
    )
    name = models.CharField(_("name"), max_length=60)
    lowest = models.SmallIntegerField(_("from"))
    highest = models.SmallIntegerField(_("to"))

    class Meta:
        verbose_name = _("band of an instrument")
        verbose_name_plural = _("bands of instruments")
        ordering = ["instrument", "lowest"]
        constraints = [
            not_blank("coaching_instrumentband_named", "name", _("Give the band a name.")),
            ordered(
                "coaching_instrumentband_ordered",
                "lowest",
                "highest",
                _("The end of the band is below its beginning."),
            ),
            models.UniqueConstraint(
                fields=["instrument", "lowest"],
                name="coaching_instrumentband_once",
                violation_error_message=_("Another band begins at this value."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@audited()
class Measurement(Withdrawable):
    """An instrument answered in a stay, on a day."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="measurements", verbose_name=_("enrolment")
    )
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="measurements", verbose_name=_("instrument")
    )
    measured_on = models.DateField(_("day"))
    measured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )

    class Meta(Withdrawable.Meta):
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["measured_on", "pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=["enrolment", "instrument", "measured_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="coaching_measurement_once_a_day",
                violation_error_message=_("This was already measured on this day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.instrument} {self.measured_on}"


@audited()
class Answer(models.Model):
    """The value given to an item; an item left out has none."""

    measurement = models.ForeignKey(
        Measurement, on_delete=models.CASCADE, related_name="answers", verbose_name=_("measurement")
    )
    # The item by its place: the same in every language.
    position = models.PositiveSmallIntegerField(_("item"))
    value = models.SmallIntegerField(_("value"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["measurement", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["measurement", "position"],
                name="coaching_answer_once",
                violation_error_message=_("The item has been answered already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.measurement_id} {self.position} {self.value}"
