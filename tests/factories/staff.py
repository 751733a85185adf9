from functools import cache

import factory
from django.contrib.auth.hashers import make_password

from staff.models import User
from tests.factories.auditing import AuditedFactory

PASSWORD = "a long enough password"


@cache
def hashed() -> str:
    """The password's hash, made once: hashing is slow on purpose."""
    return make_password(PASSWORD)


class UserFactory(AuditedFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    first_name = factory.Sequence(lambda n: f"Käyttäjä{n}")
    last_name = "Esimerkki"
    password = factory.LazyFunction(hashed)
