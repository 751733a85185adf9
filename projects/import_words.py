"""The words of a book in columns that stand for one of a few things: what each means, and what it is like."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from hashlib import sha256
from typing import Any

from ohjaamo.books import Cell
from ohjaamo.reference import plain
from projects.book_columns import Ambiguous
from projects.book_resources import BookResource
from staff import cells
from staff.readings import family
from staff.verdicts import IDENTITY_CODE

# What is longer is no word but a note in the wrong column; its row is refused.
LONGEST = 100
LIKE_ENOUGH = 0.6
SHOWN_TITLES = 3


@dataclass(frozen=True)
class Word:
    """A distinct word of a column as it is mostly written, and in how many rows."""

    column: str
    word: str
    text: str
    count: int
    # A code of the column's choices, empty when the cell is left blank; None when nobody knows.
    meaning: str | None = None
    # What it may mean, of an ambiguous one.
    candidates: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a form calls the word, whatever letters it has."""
        return f"{self.column}-{sha256(self.word.encode()).hexdigest()[:16]}"


@dataclass
class WordColumn:
    """The columns of a book that share their words: one, or all that have a day."""

    name: str
    choices: dict[str, str]
    titles: list[str] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)

    @property
    def title(self) -> str:
        shown = ", ".join(self.titles[:SHOWN_TITLES])
        return f"{shown}, …" if len(self.titles) > SHOWN_TITLES else shown

    @cached_property
    def unknown(self) -> list[Word]:
        """The words nobody knows, the most frequent first."""
        return [word for word in self.words if word.meaning is None]

    @cached_property
    def known(self) -> dict[str, list[Word]]:
        """The other words by what they mean; those left blank come last."""
        found: dict[str, list[Word]] = {code: [] for code in (*self.choices, "")}
        for word in self.words:
            if word.meaning is not None:
                found[word.meaning].append(word)
        return {code: words for code, words in found.items() if words}


class Meanings:
    """What words mean in one column: as was said of the book, else as the column's reader knows them."""

    def __init__(self, taker: BookResource, name: str, said: Mapping[str, str]) -> None:
        self.known = taker.known
        self.column = column = taker.field_of(name)
        self.choices = dict(column.choices()) if column.choices else {}
        self.said = {word: code for word, code in said.items() if not code or code in self.choices}
        self.apart = column.apart or (lambda text: [text])

    @cached_property
    def codes(self) -> dict[Any, str]:
        return {self._value(code): code for code in self.choices}

    def of(self, text: str) -> tuple[str | None, tuple[str, ...]]:
        """The code, or None; and the candidates of an ambiguous word."""
        if plain(text) in self.said:
            return self.said[plain(text)], ()
        try:
            return self.codes.get(self._value(text), ""), ()
        except Ambiguous as error:
            return None, error.candidates
        except ValueError:
            return None, ()

    def _value(self, text: str) -> Any:
        value = self.column.widget.clean(Cell(text), **self.known)
        return value[0] if isinstance(value, list) else value


def columns_of(
    taker: BookResource,
    titles: Mapping[str, str],
    texts: Mapping[str, Counter[str]],
    said: Mapping[str, Mapping[str, str]],
) -> list[WordColumn]:
    """The columns of words with each distinct word; `said` is what a person has said of them (ImportBatch.words)."""
    names: dict[str, list[str]] = {}
    for name in texts:
        if taker.field_of(name).choices:
            names.setdefault(family(name), []).append(name)
    columns = []
    for column, alike in names.items():
        meanings = Meanings(taker, alike[0], said.get(column, {}))
        counted = sum((texts[name] for name in alike), Counter[str]())
        words = list(_words(column, meanings, counted))
        columns.append(WordColumn(column, meanings.choices, [titles[name] for name in alike], words))
    return columns


def whole_cells(
    taker: BookResource, name: str, texts: Iterable[str], said: Mapping[str, str]
) -> dict[str, str]:
    """What was said of words, said of the whole cells that hold several of them."""
    meanings = Meanings(taker, name, said)
    whole = {}
    for text in texts:
        words = meanings.apart(text)
        if len(words) > 1 and any(plain(word) in said for word in words):
            whole[plain(text)] = ", ".join(filter(None, (said.get(plain(word), word) for word in words)))
    return whole


def likest(word: str, choices: Mapping[str, str], most: int = 3) -> list[str]:
    """The codes of the choices that are written most like a word, to be offered; none when none is like it."""
    found = [(_likeness(plain(word), plain(name)), code) for code, name in choices.items()]
    like = sorted((pair for pair in found if pair[0] >= LIKE_ENOUGH), key=lambda pair: -pair[0])
    return [code for _likeness, code in like[:most]]


def _words(column: str, meanings: Meanings, counted: Counter[str]) -> Iterable[Word]:
    spellings: dict[str, Counter[str]] = {}
    for text, count in counted.items():
        for written in meanings.apart(text) if _is_readable(text) else ():
            if word := plain(written):
                spellings.setdefault(word, Counter())[written] += count
    for word, spelt in sorted(spellings.items(), key=lambda item: (-item[1].total(), item[0])):
        text = spelt.most_common(1)[0][0]
        meaning, candidates = meanings.of(text)
        yield Word(column, word, text, spelt.total(), meaning, candidates)


def _is_readable(text: str) -> bool:
    """Whether it can be asked about: neither garbled nor a note, nor somebody's identity code."""
    try:
        return bool(cells.text(Cell(text), max_length=LONGEST)) and not IDENTITY_CODE.search(text)
    except ValueError:
        return False


def _likeness(word: str, name: str) -> float:
    """Of the whole word, or of the first of several: "Kemin kaupunki" is like Kemi."""
    first = word.partition(" ")[0]
    return max(_ratio(piece, name) for piece in {word, first})


def _ratio(word: str, name: str) -> float:
    matcher = SequenceMatcher(None, word, name, autojunk=False)
    # A cheap upper bound spares most names the full count.
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKE_ENOUGH else 0.0
