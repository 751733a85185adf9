"""What a report for an audience is made of: the figures of its dates, the latest date's splits, and the results."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clients.choices import Gender, OutcomeKind
from clients.models import Client
from ohjaamo.formats import day as in_words
from projects.categories import Category, in_order
from projects.models import ForeignLanguageShare, Municipality, Project
from reports.choices import SplitBy
from reports.counted import Counted
from reports.figures import results
from reports.figures.split import (
    BANDS,
    EU,
    FROM_55,
    OUTSIDE_EU,
    SEVERAL,
    UNKNOWN,
    VALUE_OF,
    WITHHELD,
    Told,
    told,
)  # fmt: skip
from reports.figures.status import ACTIVE, CUMULATIVE, UNCLASSIFIED, people
from reports.figures.tally import EVER

# A municipality with fewer foreign-language residents than this is only told as a part of its region.
FEW_RESIDENTS = 100
REGION, ELSEWHERE = "region", "elsewhere"
EVENTS, PERSONS = "events", "persons"
NOBODY: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    label: str
    figures: tuple[Counted, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Part:
    """A table of the report; the lines of one that adds up come to its total, column by column."""

    key: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


def residents(project: Project, municipality: Municipality) -> frozenset[int]:
    """The keys of the project's clients who live there. Under a safety restriction nobody is told to live anywhere."""
    living = Client.objects.filter(
        municipality=municipality, has_safety_restriction=False, enrolments__project=project
    )
    return frozenset(living.values_list("pk", flat=True))


def parts(
    project: Project, days: Sequence[dt.date], *, of: Collection[int] | None = None, is_public: bool = False
) -> tuple[Part, ...]:
    """The whole report; `of` narrows it to these clients. To the public small municipalities are their region."""
    categories = in_order(project)
    latest = max(days)
    present = [each for each in told(project, latest, categories=categories) if of is None or each.key in of]
    places = None if of is not None else _places(present, is_public=is_public)
    return (
        _status(project, days, categories, of),
        *_splits(present, latest, places),
        _results(project, of),
    )


def _status(
    project: Project, days: Sequence[dt.date], categories: tuple[Category, ...], of: Collection[int] | None
) -> Part:
    behind = people(project, days)

    def line(figure: str, label: str, category: Category | None = None) -> Line:
        counted = []
        for day, cells in behind.items():
            keys = tuple(key for key in cells.get(figure, NOBODY) if of is None or key in of)
            is_blank = category is not None and not keys and not category.is_in_use(day)
            counted.append(Counted(figure, day, None if is_blank else len(keys), keys))
        return Line(label, tuple(counted), is_total=figure == ACTIVE)

    return Part(
        "snapshot",
        _("Clients by primary activity"),
        (_("Clients"), *map(in_words, behind)),
        (
            line(ACTIVE, _("Active clients")),
            line(CUMULATIVE, _("Clients during the whole project")),
            *(line(each.kind.value, str(each.kind.label), each) for each in categories),
            line(UNCLASSIFIED, _("Unclassified")),
        ),
    )


def _splits(
    present: Sequence[Told], day: dt.date, places: tuple[Callable[[Told], str], dict[str, str]] | None
) -> Iterator[Part]:
    genders = {gender.value: str(gender.label) for gender in Gender} | {UNKNOWN: _("Not known")}
    bands = {band: band.replace("-", "–") for _oldest, band in BANDS} | {FROM_55: _("55 or over")}
    nationalities = {EU: _("In the European Union"), OUTSIDE_EU: _("Outside it"), SEVERAL: _("Several")}
    yield _split(present, day, SplitBy.GENDER, VALUE_OF[SplitBy.GENDER], genders)
    yield _split(present, day, SplitBy.AGE, VALUE_OF[SplitBy.AGE], bands | {UNKNOWN: _("Not known")})
    yield _split(
        present, day, SplitBy.NATIONALITY, VALUE_OF[SplitBy.NATIONALITY],
        nationalities | {UNKNOWN: _("Not known")},
    )  # fmt: skip
    if places is not None:
        yield _split(present, day, SplitBy.MUNICIPALITY, *places)


def _split(
    present: Iterable[Told],
    day: dt.date,
    by: SplitBy,
    value_of: Callable[[Told], str],
    labels: Mapping[str, str],
) -> Part:
    """Every value has its line, also when nobody is in it: so no line says that somebody is."""
    keys: defaultdict[str, list[int]] = defaultdict(list)
    for each in present:
        keys[value_of(each)].append(each.key)
    lines = tuple(
        Line(label, (Counted(f"{by}:{value}", day, len(keys[value]), tuple(keys[value])),))
        for value, label in labels.items()
    )
    title = _("Active clients: %(split)s") % {"split": str(by.label).lower()}
    return Part(by.value, title, (str(by.label), in_words(day)), lines)


def _places(present: Iterable[Told], *, is_public: bool) -> tuple[Callable[[Told], str], dict[str, str]]:
    """Where a client is told to live, and how the places are called."""
    place_of = VALUE_OF[SplitBy.MUNICIPALITY]
    if is_public:
        large, region = _known_places()

        def told_place(each: Told) -> str:
            place = UNKNOWN if each.is_restricted else place_of(each)
            return place if place in large or place == UNKNOWN else REGION if place in region else ELSEWHERE

        others = {
            REGION: _("Sea Lapland, other municipalities"),
            ELSEWHERE: _("Other municipalities"),
            UNKNOWN: _("Not known or not told"),
        }
        return told_place, large | others
    codes = {each.municipality for each in present if each.municipality}
    names = {each.code: str(each) for each in Municipality.objects.filter(code__in=codes)}
    return place_of, names | {WITHHELD: _("Withheld"), UNKNOWN: _("Not known")}


def _known_places() -> tuple[dict[str, str], set[str]]:
    """The municipalities that may be told by name, and those that are told as a region: by their latest figures."""
    latest = (
        ForeignLanguageShare.objects.order_by("municipality_id", "-as_of", "pk")
        .distinct("municipality_id")
        .select_related("municipality")
    )
    large = {
        each.municipality.code: str(each.municipality) for each in latest if each.persons >= FEW_RESIDENTS
    }
    return large, {each.municipality.code for each in latest} - set(large)


def _results(project: Project, of: Collection[int] | None) -> Part:
    events: Counter[str] = Counter()
    persons: defaultdict[str, set[int]] = defaultdict(set)
    for each in results.happened(project, EVER):
        if each.client is not None and (of is None or each.client in of):
            events[each.kind] += each.quantity
            persons[each.kind].add(each.client)
    lines = []
    for kind in OutcomeKind:
        keys = tuple(sorted(persons[kind.value]))
        counted = {EVENTS: events[kind.value], PERSONS: len(keys)}
        figures = [Counted(f"result:{kind}:{what}", None, value, keys) for what, value in counted.items()]
        lines.append(Line(str(kind.label), tuple(figures)))
    return Part("results", _("Results"), (_("Result"), _("Events"), _("Persons")), tuple(lines))
