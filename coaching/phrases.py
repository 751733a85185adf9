"""The texts of the printouts in the clients' languages: those we ship, and what the office has put in their place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coaching.models import Phrase
from staff import auditing
from staff.rows import keep

SHIPPED = Path(__file__).resolve().parent / "data" / "phrases.json"
FINNISH = "fin"
STAGE = "stage_"


@dataclass(frozen=True)
class Tongue:
    """A language of the printouts: its tag for readers and for screen readers, its own name, which way it runs."""

    tag: str
    own_name: str
    direction: str = "ltr"


# Only for paper: Django itself needn't know these languages.
TONGUES = {
    FINNISH: Tongue("fi", "suomi"),
    "eng": Tongue("en", "English"),
    "rus": Tongue("ru", "русский"),
    "ara": Tongue("ar", "العربية", "rtl"),
    "som": Tongue("so", "Soomaali"),
    "prs": Tongue("prs", "دری", "rtl"),
    "ckb": Tongue("ckb", "کوردیی ناوەندی", "rtl"),
    "tur": Tongue("tr", "Türkçe"),
}
# Whoever reads the first reads the second on paper, too.
READ_ALSO = {"fas": "prs"}


@dataclass(frozen=True)
class Correction:
    """A text as the page shows it: what we ship, and what stands in its place now."""

    key: str
    finnish: str
    shipped: str
    text: str

    @property
    def is_corrected(self) -> bool:
        return self.text != self.shipped


@cache
def shipped() -> Mapping[str, Mapping[str, str]]:
    """Every text we ship: key, language, text."""
    texts: dict[str, dict[str, str]] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return texts


def paper_language(tongues: list[str]) -> str:
    """The first of the client's languages in which there are papers; Finnish when there is none."""
    readable = [READ_ALSO.get(code, code) for code in tongues]
    return next((code for code in readable if code in TONGUES), FINNISH)


def texts(*languages: str) -> dict[str, dict[str, str]]:
    """The texts in force by language and key. One query."""
    said = {code: {key: one[code] for key, one in shipped().items()} for code in languages}
    for phrase in Phrase.objects.filter(language__in=languages, key__in=shipped()):
        said[phrase.language][phrase.key] = phrase.text
    return said


def stage_name(name: str, language: str, said: Mapping[str, Mapping[str, str]]) -> str:
    """The name of a stage in the language, where it is one of those we ship; else the project's own word for it."""
    for key, one in shipped().items():
        if key.startswith(STAGE) and one[FINNISH] == name:
            return said[language][key]
    return name


def corrections(language: str) -> list[Correction]:
    """All the texts in a language, as they are and as we ship them, beside the Finnish ones."""
    said = texts(language, FINNISH)
    return [
        Correction(key, said[FINNISH][key], one[language], said[language][key])
        for key, one in shipped().items()
    ]


def correct(*, key: str, language: str, text: str, by: auditing.Actor) -> None:
    """Put another text in the place of the one we ship. Our own words again take the correction away.

    Refused (ValidationError) when there is no such text or language, or nothing is said.
    """
    if key not in shipped() or language not in TONGUES:
        raise ValidationError(_("The printouts have no such text."))
    if text.strip() == shipped()[key][language]:
        return restore(key=key, language=language, by=by)
    with auditing.act(by=by):
        phrase = Phrase.objects.select_for_update().filter(key=key, language=language).first()
        phrase = phrase or Phrase(key=key, language=language)
        phrase.text = text.strip()
        keep(phrase)
    return None


def restore(*, key: str, language: str, by: auditing.Actor) -> None:
    """Put the text we ship back in its place."""
    with auditing.act(by=by):
        Phrase.objects.filter(key=key, language=language).delete()
