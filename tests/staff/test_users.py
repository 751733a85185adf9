import pytest
from django.core.exceptions import ValidationError

from staff import users
from staff.models import User

pytestmark = pytest.mark.django_db


def test_add_with_email_signs_in_with_the_password():
    users.add(
        email=" Liisa@Example.org ",
        first_name="Liisa",
        last_name="L",
        password="pitkä kuin nälkävuosi",
        by="cli",
    )

    user = User.objects.get()
    assert (user.email, user.is_active, user.check_password("pitkä kuin nälkävuosi")) == (
        "liisa@example.org",
        True,
        True,
    )


def test_add_without_email_is_named_only():
    user = users.add(first_name="Olga", last_name="Valmentaja", by="cli")

    assert (user.email, user.is_active, user.has_usable_password()) == (None, False, False)


@pytest.mark.parametrize("password", ["short", "password12345678"[:8]])
def test_add_with_weak_password_is_refused(password):
    with pytest.raises(ValidationError):
        users.add(email="a@example.org", first_name="A", last_name="B", password=password, by="cli")

    assert User.objects.count() == 0


def test_add_with_an_email_already_there_is_refused():
    users.add(
        email="a@example.org", first_name="A", last_name="B", password="pitkä kuin nälkävuosi", by="cli"
    )

    with pytest.raises(ValidationError) as refused:
        users.add(
            email="A@EXAMPLE.ORG", first_name="C", last_name="D", password="pitkä kuin nälkävuosi", by="cli"
        )

    assert refused.value.messages == ["Tämä sähköpostiosoite on jo jollakulla."]
