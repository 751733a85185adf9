from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.choices import EducationLevel, Gender, Literacy, ResidenceBasis
from ohjaamo.constraints import in_choices, not_blank
from ohjaamo.fields import EncryptedTextField
from projects.models import Municipality
from staff.auditing import audited


@audited()
class Client(models.Model):
    """A person we coach: who they are. What is true of them for a while are rows of their own."""

    client_number = models.CharField(_("client number"), max_length=20)
    first_names = models.CharField(_("first names"), max_length=150)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    born_on = models.DateField(_("birth date"), null=True, blank=True)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, blank=True)
    personal_identity_code = EncryptedTextField(
        _("personal identity code"), purpose="personal identity code", null=True, blank=True
    )
    nationalities = ArrayField(
        models.CharField(max_length=2), default=list, blank=True, verbose_name=_("nationalities")
    )
    mother_tongue = models.CharField(_("mother tongue"), max_length=3, blank=True)
    service_languages = ArrayField(
        models.CharField(max_length=3), default=list, blank=True, verbose_name=_("service languages")
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="clients",
        verbose_name=_("municipality"),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    arrived_on = models.DateField(_("arrived in Finland"), null=True, blank=True)
    moved_to_region_on = models.DateField(_("moved to the region"), null=True, blank=True)
    residence_basis = models.CharField(
        _("basis of residence"), max_length=24, choices=ResidenceBasis, blank=True
    )
    education_level = models.PositiveSmallIntegerField(
        _("highest completed education"), choices=EducationLevel, null=True, blank=True
    )
    literacy = models.CharField(_("literacy"), max_length=12, choices=Literacy, blank=True)
    has_safety_restriction = models.BooleanField(_("non-disclosure for personal safety"), default=False)
    note = models.TextField(_("note"), blank=True)
    # Worked out from the names by clients.register, never typed: what a search compares.
    folded_name = models.CharField(max_length=320, editable=False)
    name_keys = ArrayField(models.CharField(max_length=60), default=list, editable=False)

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        ordering = ["last_name", "first_names", "pk"]
        indexes = [
            GinIndex(fields=["folded_name"], opclasses=["gin_trgm_ops"], name="clients_client_by_name"),
            GinIndex(fields=["name_keys"], name="clients_client_by_key"),
            models.Index(fields=["born_on"], name="clients_client_by_birth"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["client_number"],
                name="clients_client_number_once",
                violation_error_message=_("Another client already has this number."),
            ),
            models.UniqueConstraint(
                fields=["personal_identity_code"],
                name="clients_client_identity_code_once",
                violation_error_message=_("Another client already has this identity code."),
            ),
            not_blank("clients_client_number_given", "client_number", _("Give the client a number.")),
            not_blank("clients_client_named", "first_names", _("Give the client's name.")),
            not_blank("clients_client_name_folded", "folded_name", _("The client can't be found by name.")),
            models.CheckConstraint(
                name="clients_client_identity_code_not_empty",
                condition=Q(personal_identity_code__isnull=True)
                | Q(personal_identity_code__startswith="s1:"),
                violation_error_message=_("An identity code is kept encrypted, or not at all."),
            ),
            in_choices("clients_client_gender_known", "gender", Gender, blank=True),
            in_choices("clients_client_basis_known", "residence_basis", ResidenceBasis, blank=True),
            in_choices("clients_client_literacy_known", "literacy", Literacy, blank=True),
            models.CheckConstraint(
                name="clients_client_education_known",
                condition=Q(education_level__isnull=True) | Q(education_level__in=EducationLevel.values),
                violation_error_message=_("This isn't a level of education."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_names} {self.last_name}".strip()

    @property
    def masked_identity_code(self) -> str:
        """The identity code as a screen may show it: birth date and century, the rest hidden."""
        return f"{self.personal_identity_code[:7]}****" if self.personal_identity_code else ""
