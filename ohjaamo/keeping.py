"""A form that can't be taken as things stand: all it says is kept on a page from which it can be sent again."""

from dataclasses import dataclass

from django.http import QueryDict

# The hidden fields every form holds (`{% submission %}`): its key, and who had it; and what a browser adds of its own.
FIELD, WRITER = "submission", "writer"
NOT_SAID = ("csrfmiddlewaretoken",)
# Fields that hold identity codes, or may, as cells copied from a book: kept to be sent again, never shown.
UNSHOWN = ("personal_identity_code", "cells")
# Fields in which one types; a line of several words is shown whatever its field is called.
WORDS = (
    "text",
    "suggestion",
    "name",
    "note",
    "reason",
    "place",
    "known_place",
    "title",
    "due_on",
    "starts_on",
)


@dataclass(frozen=True)
class Kept:
    """What a form says, field by field."""

    said: list[tuple[str, str]]

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Without what belongs to the page it was sent from: the next one has its own key."""
        return [(name, value) for name, value in self.said if name not in (FIELD, WRITER)]

    @property
    def words(self) -> list[str]:
        """What of it was typed, as far as one can tell: no choice has a space in it.

        A form among others of its kind has names of its own: follow-up-12-note.
        """
        typed = [(name.rpartition("-")[2], value.strip()) for name, value in self.said if name not in UNSHOWN]
        return [value for name, value in typed if value and (name in WORDS or " " in value)]


def kept(posted: QueryDict) -> Kept:
    """What was sent. Of a password nothing is kept, and an identity code is never shown."""
    fields = [(name, value) for name, values in posted.lists() for value in values]
    return Kept([(name, value) for name, value in fields if name not in NOT_SAID and "password" not in name])
