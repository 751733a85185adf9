"""What was once said of a book is remembered, and offered for the next one alike."""

import datetime as dt
import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils import timezone

from staff import headers
from staff.models import ImportBatch, RememberedLayout, RememberedWord, User


def remember_layout(*, batch: ImportBatch, by: User) -> None:
    """Remember what the columns of the book mean; what was said of a book with the same titles before is forgotten."""
    titles = [column["title"] for column in batch.mapping]
    said: dict[str, Any] = {
        "meanings": [column["field"] for column in batch.mapping],
        "said_at": timezone.now(),
        "said_by": by,
    }
    RememberedLayout.objects.update_or_create(kind=batch.kind, digest=_digest(titles), defaults=said)


def recall_layout(kind: str, titles: Sequence[str]) -> list[str] | None:
    """What the columns of such a book meant when it came last, in order; None when none with these titles came."""
    found = RememberedLayout.objects.filter(kind=kind, digest=_digest(titles)).first()
    return None if found is None else list(found.meanings)


def recall_kinds(titles: Sequence[str]) -> list[str]:
    """The kinds of which a book with these titles came, the latest first."""
    found = RememberedLayout.objects.filter(digest=_digest(titles))
    return list(found.order_by("-said_at").values_list("kind", flat=True))


def remember_words(*, words: Mapping[str, Mapping[str, str]], by: User) -> None:
    """Remember, column by column, what plain words stand for; what was said of them before is forgotten."""
    now = timezone.now()
    RememberedWord.objects.bulk_create(
        [
            RememberedWord(column=column, word=word, meaning=meaning, said_at=now, said_by=by)
            for column, meanings in words.items()
            for word, meaning in meanings.items()
        ],
        update_conflicts=True,
        unique_fields=["column", "word"],
        update_fields=["meaning", "said_at", "said_by"],
    )


def recall_words(columns: Collection[str], before: dt.datetime | None = None) -> dict[str, dict[str, str]]:
    """What plain words stood for when they were last asked about, column by column; empty for those that say nothing.

    With a moment only what was said `before` it.
    """
    recalled: dict[str, dict[str, str]] = {column: {} for column in columns}
    found = RememberedWord.objects.filter(column__in=columns)
    if before:
        found = found.filter(said_at__lt=before)
    for column, word, meaning in found.values_list("column", "word", "meaning"):
        recalled[column][word] = meaning
    return recalled


def _digest(titles: Sequence[str]) -> str:
    """Titles as they are compared, in order: capitals, blanks and full stops make no other layout.

    Nor does the column that tells in a book given back why its rows weren't taken in.
    """
    said = [headers.folded(title) for title in titles if not headers.tells_why_not(title)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
