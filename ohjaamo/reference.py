"""Countries (ISO 3166-1) and languages (ISO 639-3): Finnish and English names, and other words for them."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

DATA = Path(__file__).resolve().parent / "data"
# The languages the association works in come first in every list, in this order.
FIRST_LANGUAGES = ("fin", "som", "ara", "fas", "prs", "ckb", "rus", "tur", "eng", "ukr")
# The countries of the European Union since 1.2.2020.
EU_COUNTRIES = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
FINNISH_ORDER = str.maketrans("åäö", "{|}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A country or a language under its code."""

    code: str
    fi: str
    en: str
    also: tuple[str, ...] = ()

    def name(self, language: str | None = None) -> str:
        """The name in Finnish or English; without a language, in the one the reader sees."""
        return self.en if (language or get_language() or "fi").startswith("en") else self.fi


@cache
def countries() -> dict[str, Entry]:
    """Every country by its two-letter code; Kosovo is XK."""
    return _entries("countries")


@cache
def languages() -> dict[str, Entry]:
    """The languages our clients speak, by their three-letter code."""
    return _entries("languages")


def country_name(code: str, language: str | None = None) -> str:
    """The country's name; a code that isn't listed stands for itself."""
    return countries()[code].name(language) if code in countries() else code


def language_name(code: str, language: str | None = None) -> str:
    """The language's name; a code that isn't listed stands for itself."""
    return languages()[code].name(language) if code in languages() else code


def language_choices(language: str | None = None) -> list[tuple[str, str]]:
    """Codes and names: the association's own languages first, the others in alphabetical order."""
    named = [(code, entry.name(language)) for code, entry in languages().items()]
    first = [(code, languages()[code].name(language)) for code in FIRST_LANGUAGES]
    others = [pair for pair in named if pair[0] not in FIRST_LANGUAGES]
    return first + sorted(others, key=lambda pair: _alphabetical(pair[1]))


def country_choices(language: str | None = None) -> list[tuple[str, str]]:
    """Codes and names in alphabetical order."""
    named = [(code, entry.name(language)) for code, entry in countries().items()]
    return sorted(named, key=lambda pair: _alphabetical(pair[1]))


def language_tag(code: str) -> str:
    """What HTML calls the language: the code of two letters where there is one."""
    also = languages()[code].also if code in languages() else ()
    return next((word for word in also if len(word) == 2), code)


def country_codes(word: str) -> tuple[str, ...]:
    """The codes a word may mean: none, one, or several when only a person can tell."""
    return _words("countries").get(plain(word), ())


def language_codes(word: str) -> tuple[str, ...]:
    """The codes a word may mean: none, one, or several when only a person can tell."""
    return _words("languages").get(plain(word), ())


def plain(word: str) -> str:
    """A word as we compare it: small letters without accents, single blanks, no full stop at the end."""
    letters = word.casefold()
    if not letters.isascii():
        letters = unicodedata.normalize("NFKD", letters.replace("’", "'"))
        # Marks of direction and the like are letters to nobody.
        letters = "".join(
            letter
            for letter in letters
            if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
        )
    return re.sub(r"\s*/\s*", "/", " ".join(letters.split())).rstrip(".")


def _alphabetical(name: str) -> str:
    """A key that sorts å, ä and ö last and other accents with their letter."""
    letters = "".join(
        letter if letter in "åäö" else unicodedata.normalize("NFKD", letter)[0] for letter in name.lower()
    )
    return letters.translate(FINNISH_ORDER)


@cache
def _table(name: str) -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return table


def _entries(name: str) -> dict[str, Entry]:
    return {
        code: Entry(code, found["fi"], found["en"], tuple(found.get("also", ())))
        for code, found in _table(name)["entries"].items()
    }


@cache
def _words(name: str) -> dict[str, tuple[str, ...]]:
    words = {
        plain(word): (entry.code,)
        for entry in _entries(name).values()
        for word in (entry.code, entry.fi, entry.en, *entry.also)
    }
    return words | {plain(word): tuple(codes) for word, codes in _table(name)["ambiguous"].items()}
