"""What a person says once of the words and the days of a book, and what was said of words before."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects import import_days, import_words
from projects.book_resources import BookResource
from projects.import_days import DayColumn
from projects.import_words import WordColumn
from staff import import_memory, readings
from staff.choices import BatchState
from staff.models import ImportBatch, User
from staff.readings import family
from staff.verdicts import ImportRefused

Texts = Mapping[str, Counter[str]]
# Column by column: what plain words mean, and how days are written, as a batch keeps them.
Words = Mapping[str, Mapping[str, str]]
Days = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Values:
    """The columns of a book whose words or days are to be understood."""

    words: list[WordColumn]
    days: list[DayColumn]

    @property
    def unsettled(self) -> int:
        """How many questions are open."""
        unknown = sum(len(column.unknown) for column in self.words)
        return unknown + sum(not column.is_settled for column in self.days)


def look(batch: ImportBatch, taker: BookResource) -> Values:
    """The words and unclear days of the book, as they are understood now."""
    return _values(batch, taker, readings.texts(batch))


def recall(batch: ImportBatch, taker: BookResource) -> None:
    """Let what was said of words in other books hold for this one, where nothing else was said of them in this.

    Words of several meanings are asked about in each book. How much is left to be asked is counted ("unsettled").
    """
    texts = readings.texts(batch)
    values = _values(batch, taker, texts)
    memory = import_memory.recall_words([column.name for column in values.words])
    recalled = {column.name: _recalled(column, memory[column.name]) for column in values.words}
    with transaction.atomic():
        words = _locked(batch).words
        ours = {name: found | words.get(name, {}) for name, found in recalled.items() if found}
        batch.words = _merged(taker, texts, words, ours)
        batch.counts["unsettled"] = _values(batch, taker, texts).unsettled
        batch.save(update_fields=["words", "counts"])


def say(*, batch: ImportBatch, taker: BookResource, words: Words, days: Days, by: User) -> None:
    """Say what plain words mean and how days are written, column by column. The words are remembered.

    Refused (ImportRefused) when the book was taken in meanwhile.
    """
    texts = readings.texts(batch)
    with transaction.atomic():
        standing = _locked(batch)
        batch.words = _merged(taker, texts, standing.words, words)
        batch.days = standing.days | {name: dict(said) for name, said in days.items()}
        batch.judged_at = None
        batch.save(update_fields=["words", "days", "judged_at"])
        import_memory.remember_words(words=words, by=by)


def _values(batch: ImportBatch, taker: BookResource, texts: Texts) -> Values:
    titles = readings.Reading(batch).titles
    return Values(
        import_words.columns_of(taker, titles, texts, batch.words),
        import_days.columns_of(taker, titles, texts, batch.days),
    )


def _locked(batch: ImportBatch) -> ImportBatch:
    """The book as it stands in the database. Refused (ImportRefused) when it was taken in meanwhile."""
    standing = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if standing.state != BatchState.STAGED:
        raise ImportRefused(_("This book was already taken in."))
    return standing


def _recalled(column: WordColumn, memory: Mapping[str, str]) -> dict[str, str]:
    ours = {word.word: word.meaning for word in column.words if not word.candidates}
    return {
        word: meaning
        for word, meaning in memory.items()
        if word in ours and meaning != ours[word] and (not meaning or meaning in column.choices)
    }


def _merged(taker: BookResource, texts: Texts, standing: Words, said: Words) -> dict[str, dict[str, str]]:
    """What was said before and now, of the cells that hold several words too."""
    merged = {name: {**standing.get(name, {}), **said.get(name, {})} for name in {*standing, *said}}
    for name, counted in texts.items():
        column = family(name)
        if column in merged and taker.field_of(name).apart:
            merged[column] |= import_words.whole_cells(taker, name, counted, merged[column])
    return merged
