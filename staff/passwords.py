"""What a password must be."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LengthValidator(MinimumLengthValidator):
    """Django's rule of length, in words that its Finnish catalogue lacks."""

    def get_error_message(self) -> str:
        message = _(
            "The password is too short. It needs at least %(length)d characters; a few words are easy to remember."
        )
        return message % {"length": self.min_length}

    def get_help_text(self) -> str:
        return _("At least %(length)d characters; a few words are easy to remember.") % {
            "length": self.min_length
        }
