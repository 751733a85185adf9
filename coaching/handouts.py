"""How far a material reaches: to how many persons in which language, and which language is missing. Figures only."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# The language of clients of whom no language is known: nobody can say what they lack.
UNKNOWN = ""


@dataclass(frozen=True)
class Given:
    """A material given to a client in a language."""

    material: int
    client: int
    language: str


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
    material: int, languages: Sequence[str], given: Iterable[Given], tongues: Iterable[Sequence[str]]
) -> Reach:
    """The reach of a material: its languages, everything that was given, and the languages of each client now."""
    own = {(each.client, each.language) for each in given if each.material == material}
    counted = Counter(language for _client, language in own)
    clients = [list(each) for each in tongues]
    lacking = Counter(each[0] for each in clients if each and not set(each) & set(languages))
    return Reach(
        persons=len({client for client, _language in own}),
        by_language=dict(counted.most_common()),
        missing=dict(lacking.most_common()),
        unknown=sum(1 for each in clients if not each),
    )
