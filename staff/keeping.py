"""A form that can't be taken as things stand: all it says is kept on a page from which it can be sent again."""

from dataclasses import dataclass

from django.http import QueryDict

from staff.submissions import FIELD, NOT_SAID, WRITER

# What a kept form shows of itself; the rest goes along unseen.
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
    """What a form says, field by field, and what of it was typed."""

    sent: list[tuple[str, str]]
    words: list[str]


def kept(posted: QueryDict) -> Kept:
    """What was sent, without what belongs to the page it was sent from."""
    not_kept = (FIELD, WRITER, *NOT_SAID)
    sent = [(name, value) for name, values in posted.lists() for value in values if name not in not_kept]
    # A form among others of its kind has names of its own: follow-up-12-note.
    return Kept(sent, [value for name, value in sent if name.rpartition("-")[2] in WORDS and value])
