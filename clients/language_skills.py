"""How well clients know languages: a new level is a new row, so the rows are the progress."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from clients.choices import CefrLevel, ConfirmationSource
from clients.findings import correct, refuse_unlived
from clients.models import Client, LanguageSkill
from ohjaamo.reference import language_name
from staff import auditing
from staff.rows import keep


@dataclass(frozen=True)
class Progress:
    """A language of a client: its levels, oldest first; the last one is where she is now."""

    language: str
    levels: tuple[LanguageSkill, ...]

    @property
    def name(self) -> str:
        return language_name(self.language)

    @property
    def now(self) -> LanguageSkill:
        return self.levels[-1]


def add(
    *,
    client: Client,
    language: str,
    level: CefrLevel | str,
    assessed_on: dt.date,
    source: ConfirmationSource | str,
    today: dt.date,
    by: auditing.Actor,
) -> LanguageSkill:
    """Record a level as of a day. Refused (ValidationError) for a day to come or too long ago, or known already."""
    refuse_unlived(client, today, assessed_on=assessed_on)
    skill = LanguageSkill(
        client=client, language=language, level=level, assessed_on=assessed_on, source=source
    )
    with auditing.act(by=by):
        keep(skill)
    return skill


def change(
    *,
    row: LanguageSkill,
    language: str,
    level: CefrLevel | str,
    assessed_on: dt.date,
    source: ConfirmationSource | str,
    today: dt.date,
    by: auditing.Actor,
) -> LanguageSkill:
    """Put a wrong row right. Refused (ValidationError) as in `add`, and once it is withdrawn."""
    refuse_unlived(row.client, today, assessed_on=assessed_on)
    return correct(row=row, language=language, level=level, assessed_on=assessed_on, source=source, by=by)


def progress(skills: Iterable[LanguageSkill]) -> list[Progress]:
    """Language by language, Finnish first and the others by name."""
    by_language: dict[str, list[LanguageSkill]] = defaultdict(list)
    for skill in skills:
        by_language[skill.language].append(skill)
    found = [
        Progress(language, tuple(sorted(levels, key=lambda skill: (skill.assessed_on, skill.pk))))
        for language, levels in by_language.items()
    ]
    return sorted(found, key=lambda each: (each.language != "fin", each.name.casefold()))
