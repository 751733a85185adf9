"""As published and as known now: figure by figure, and who makes the difference."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports import publishable
from reports.choices import Audience
from reports.models import Publication
from reports.readers import Reader
from reports.sealed_contents import labels


@dataclass(frozen=True)
class Compared:
    """A figure as it was published and as it is counted now. `gone` were counted then, `came` are counted now."""

    figure: str
    label: str
    day: dt.date | None
    published: int | None
    now: int | None
    gone: tuple[int, ...]
    came: tuple[int, ...]

    @property
    def difference(self) -> int:
        """Published − computed; a blank cell counts nobody."""
        return (self.published or 0) - (self.now or 0)

    @property
    def is_same(self) -> bool:
        return not (self.difference or self.gone or self.came)


@dataclass(frozen=True)
class Moved:
    """A client who makes a difference, and in which figures: gone from them, or come to them."""

    key: int
    gone: tuple[Compared, ...]
    came: tuple[Compared, ...]

    @property
    def days(self) -> Sequence[dt.date]:
        return sorted({each.day for each in (*self.gone, *self.came) if each.day})


def compare(publication: Publication) -> list[Compared]:
    """Every published figure beside what is counted now, in the order of the publication."""
    reader = Reader(Audience(publication.audience), publication.municipality)
    counted = publishable.counted(publication.kind, publication.project, publication.days, reader)
    label = labels(publication)
    now = {(each.figure, each.day): each for each in counted}
    found = []
    for figure in publication.figures.order_by("pk").prefetch_related("members"):
        current = now.get((figure.figure, figure.as_of))
        was = {member.client_key for member in figure.members.all()}
        keys = set(current.keys) if current else set()
        found.append(
            Compared(
                figure=figure.figure,
                label=label(figure.figure),
                day=figure.as_of,
                published=None if figure.value is None else int(figure.value),
                now=current.value if current else None,
                gone=tuple(sorted(was - keys)),
                came=tuple(sorted(keys - was)),
            )
        )
    return found


def moved(compared: Iterable[Compared]) -> list[Moved]:
    """Everybody who makes a difference, once, in order of their keys."""
    gone: Mapping[int, list[Compared]] = defaultdict(list)
    came: Mapping[int, list[Compared]] = defaultdict(list)
    for each in compared:
        for key in each.gone:
            gone[key].append(each)
        for key in each.came:
            came[key].append(each)
    keys = sorted({*gone, *came})
    return [Moved(key, tuple(gone.get(key, ())), tuple(came.get(key, ()))) for key in keys]
