"""Coaches by the names that old books give them."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial

from clients import names
from ohjaamo.reference import plain
from staff import auditing
from staff.models import User
from staff.rows import keep


class Coaches:
    """Everybody who works here or once did, by name in whatever order its parts stand."""

    def __init__(self) -> None:
        self._named: dict[tuple[str, ...], list[User]] = defaultdict(list)
        for user in User.objects.all():
            self.put(user)

    def named(self, text: str) -> list[User]:
        """Those with this very name: none, one, or several namesakes."""
        return self._named.get(_parts(text), [])

    def put(self, user: User) -> Callable[[], None]:
        """Know somebody. What it answers takes that back."""
        namesakes = self._named[_parts(str(user))]
        namesakes.append(user)
        return partial(namesakes.remove, user)


def add_from_book(*, text: str, by: auditing.Actor) -> User:
    """Write down a coach whom only a book names: no e-mail, can't sign in. Refused (ValidationError) without two names.

    "Omar Valmentaja" and "Valmentaja, Omar" are the same person.
    """
    user = new(text)
    with auditing.act(by=by):
        keep(user)
    return user


def new(text: str) -> User:
    """The same coach, not kept yet."""
    last, comma, first = text.partition(",")
    if not comma:
        first, _blank, last = text.rpartition(" ")
    user = User(first_name=first.strip(), last_name=last.strip(), is_active=False)
    user.set_unusable_password()
    return user


def _parts(text: str) -> tuple[str, ...]:
    return tuple(sorted(names.fold(plain(text)).split()))
