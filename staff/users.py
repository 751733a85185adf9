"""People who work here: taking them in, and what they say of themselves."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password

from staff import auditing
from staff.models import User
from staff.rows import keep


def add(
    *,
    email: str | None = None,
    first_name: str,
    last_name: str,
    password: str | None = None,
    is_administrator: bool = False,
    by: auditing.Actor,
) -> User:
    """Add somebody who signs in; without an e-mail, somebody who is only named (a coach in an old book).

    Refused (ValidationError) when the e-mail is somebody else's or the password is weak.
    """
    user = User(
        email=User.objects.normalize_email(email),
        first_name=first_name,
        last_name=last_name,
        is_active=email is not None,
        is_administrator=is_administrator,
    )
    if password is not None:
        validate_password(password, user)
    user.password = make_password(password)
    with auditing.act(by=by):
        user.full_clean()
        user.save()
    return user


def change_own(
    *, user: User, languages: list[str], interface_language: str, has_digest: bool, by: auditing.Actor
) -> User:
    """Change what somebody says of themselves: languages, language of the interface, whether they want the digest.

    Refused (ValidationError) for a language of the interface that there isn't.
    """
    user.languages, user.interface_language, user.has_digest = languages, interface_language, has_digest
    with auditing.act(by=by):
        keep(user, update_fields=["languages", "interface_language", "has_digest"])
    return user
