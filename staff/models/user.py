from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, not_blank
from staff.auditing import audited
from staff.choices import InterfaceLanguage


class UserManager(BaseUserManager["User"]):
    @classmethod
    def normalize_email(cls, email: str | None) -> str | None:
        return (email or "").strip().lower() or None


@audited(without=["password", "last_login"])
class User(AbstractBaseUser):
    """Somebody who works here, now or once. Coaches known only from old books have no e-mail and can't sign in."""

    email = models.EmailField(
        _("e-mail"),
        null=True,
        blank=True,
        unique=True,
        error_messages={"unique": _("Somebody already has this e-mail address.")},
    )
    first_name = models.CharField(_("first name"), max_length=100)
    last_name = models.CharField(_("last name"), max_length=100)
    languages = ArrayField(
        models.CharField(max_length=3), default=list, blank=True, verbose_name=_("languages")
    )
    interface_language = models.CharField(
        _("language of the interface"),
        max_length=2,
        choices=InterfaceLanguage,
        default=InterfaceLanguage.FINNISH,
    )
    has_digest = models.BooleanField(_("weekly digest by mail"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_administrator = models.BooleanField(_("administrator"), default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["last_name", "first_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="staff_user_email_lower_case",
                condition=Q(email__isnull=True) | Q(email=Lower("email")),
                violation_error_message=_("An e-mail address is kept in lower case."),
            ),
            models.CheckConstraint(
                name="staff_user_active_has_email",
                condition=Q(is_active=False) | (Q(email__isnull=False) & ~Q(email="")),
                violation_error_message=_("A user who signs in needs an e-mail address."),
            ),
            not_blank("staff_user_first_name_given", "first_name", _("Give the first name.")),
            not_blank("staff_user_last_name_given", "last_name", _("Give the last name.")),
            in_choices("staff_user_interface_language_known", "interface_language", InterfaceLanguage),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def is_staff(self) -> bool:
        """Django's admin asks; it holds reference lists only."""
        return self.is_administrator

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active and self.is_administrator

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_administrator
