"""How far a material reaches: to how many persons in which language, and which language is missing. Figures only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Reach:
    """How far one material reaches. A person who was given it in two languages is one person in each."""

    persons: int
    by_language: Mapping[str, int]
    # Clients now who read none of its languages, by their first one; those of unknown language apart.
    missing: Mapping[str, int]
    unknown: int

    @property
    def lacking(self) -> int:
        """How many clients there is no version for."""
        return sum(self.missing.values())


def reach(
    languages: Sequence[str],
    *,
    persons: int,
    by_language: Mapping[str, int],
    tongues: Mapping[tuple[str, ...], int],
) -> Reach:
    """The reach of a material in these languages: to whom it was given, and how many clients now read what.

    Of clients of whom no language is known nobody can say what they lack.
    """
    lacking: Counter[str] = Counter()
    for read, clients in tongues.items():
        if read and not set(read) & set(languages):
            lacking[read[0]] += clients
    return Reach(
        persons=persons,
        by_language=_commonest_first(by_language),
        missing=_commonest_first(lacking),
        unknown=tongues.get((), 0),
    )


def _commonest_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda part: (-part[1], part[0])))
