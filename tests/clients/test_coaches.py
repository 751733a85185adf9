import pytest
from django.core.exceptions import ValidationError

from clients.coaches import Coaches, add_from_book
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text", ["Omar Valmentaja", "Valmentaja, Omar", "valmentaja omar", "  Omar  VALMENTAJA "]
)
def test_named_in_any_order_and_letters_is_the_same_coach(text):
    omar = UserFactory(first_name="Omar", last_name="Valmentaja")
    assert Coaches().named(text) == [omar]


def test_named_given_a_stranger_or_half_a_name_is_nobody():
    UserFactory(first_name="Omar", last_name="Valmentaja")
    assert (Coaches().named("Olga Valmentaja"), Coaches().named("Omar")) == ([], [])


@pytest.mark.parametrize("text", ["Anna Maria Salo", "Salo, Anna Maria"])
def test_coach_from_a_book_has_no_address_and_cant_sign_in(text):
    coach = add_from_book(text=text, by="cli")
    assert (coach.first_name, coach.last_name) == ("Anna Maria", "Salo")
    assert (coach.email, coach.is_active, coach.has_usable_password()) == (None, False, False)


def test_coach_from_a_book_with_one_name_is_refused():
    with pytest.raises(ValidationError):
        add_from_book(text="Salo", by="cli")
