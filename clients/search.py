"""Finding a client by what one remembers of the name, in whatever spelling, or by the number."""

import datetime as dt
import re
from contextlib import suppress

from django.db.models import Case, Expression, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Collate, Concat, Lower

from clients import names
from clients.likenesses import PARTS_AT_MOST, same_phone
from clients.models import Client, Merge
from clients.resemblances import own_figures

# å, ä and ö are letters of their own at the end; other accents sort with their letter.
ACCENTED = "åäöæøàáâãçčćèéêëìíîïñńòóôõšśùúûüýžđł"
SORTED_AS = "{|}|}aaaaccceeeeiiiinnoooossuuuuyzdl"
# A word this short is looked for only at the beginning of a name.
SHORT = 2
# What anybody types into a search field fits in this many letters.
LONGEST = 100
FIGURE = re.compile(r"\d")
YEAR = re.compile(r"(19|20)\d\d")
FINNISH_DAY = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
PHONE = re.compile(r"[\d\s+()-]+")
EXACT, BEGINNING, INSIDE, BY_SOUND = range(4)


def by_name() -> tuple[Expression | str, ...]:
    """The order of a list of clients: last name, first names, as Finns put them in order."""
    return (_finnish("last_name"), _finnish("first_names"), "pk")


def find(queryset: QuerySet[Client], text: str) -> QuerySet[Client]:
    """The clients whom every word of the text fits; whole words and beginnings of names come first.

    A word fits a part of the name, accents and case forgiven, or another spelling of it (Mohamed, Мухаммед, Maxamed);
    a word with figures the client number, the birth year or date; the whole text a phone number. Where nobody fits so,
    those are found whose name only sounds like it. A text without a letter or a figure finds nobody.
    """
    text = text.replace("\0", " ")[: 2 * LONGEST]
    if same_number := _phone(text):
        return queryset.filter(same_number).order_by(*by_name())
    words = text.split()
    figures = [word for word in words if FIGURE.search(word)][:PARTS_AT_MOST]
    parts = names.asked(" ".join(word for word in words if not FIGURE.search(word)))[:PARTS_AT_MOST]
    if not parts and not figures:
        return queryset.none()
    for word in figures:
        queryset = queryset.filter(_in_number(word) | _born(word))
    found = _named(queryset, [part for part, _keys in parts])
    if parts and not found.exists():
        for part, keys in parts:
            is_long = len(part) > SHORT
            queryset = queryset.filter(Q(name_keys__overlap=sorted(keys)) if is_long else _begins(part))
        found = queryset
    ranks = [_rank(part) for part, _keys in parts] + [_number_rank(word) for word in figures]
    spaced = Concat(Value(" "), "folded_name", Value(" "))
    return found.alias(spaced=spaced).alias(rank=sum(ranks, start=Value(0))).order_by("rank", *by_name())


def _named(queryset: QuerySet[Client], parts: list[str]) -> QuerySet[Client]:
    """Those whose name holds every part, as it is or in another spelling of it."""
    for part in parts:
        fits = Q(folded_name__contains=part) if len(part) > SHORT else _begins(part)
        queryset = queryset.filter(fits | _sounds_like(queryset, part))
    return queryset


def _finnish(column: str) -> Expression:
    letters = Func(
        Lower(Collate(column, "pg_c_utf8")), Value(ACCENTED), Value(SORTED_AS), function="translate"
    )
    return Collate(letters, "C")


def _begins(part: str) -> Q:
    return Q(folded_name__startswith=part) | Q(folded_name__contains=f" {part}")


def _in_number(word: str) -> Q:
    """The number of a record that was merged into another still finds the client."""
    merged = Merge.objects.filter(gone_number__icontains=word)
    return Q(client_number__icontains=word) | Q(pk__in=merged.values("client"))


def _born(word: str) -> Q:
    """Born in the year, or on the day, that the word tells; what isn't a day of the calendar is nobody's."""
    if YEAR.fullmatch(word):
        return Q(born_on__year=int(word))
    with suppress(ValueError):
        if found := FINNISH_DAY.fullmatch(word):
            day, month, year = map(int, found.groups())
            return Q(born_on=dt.date(year, month, day))
        return Q(born_on=dt.date.fromisoformat(word))
    return Q(pk__in=[])


def _phone(text: str) -> Q | None:
    """The text as a phone number, if it is one, however it is written."""
    is_phone = PHONE.fullmatch(text.strip()) and own_figures(text)
    is_day = ISO_DAY.fullmatch(text.strip())
    return Q(pk__in=same_phone(text).values("pk")) if is_phone and not is_day else None


def _sounds_like(queryset: QuerySet[Client], part: str) -> Q:
    """Keys find more than one would call the same name (Ali, Laila), so what they find is looked at."""
    candidates = queryset.filter(name_keys__overlap=sorted(names.keys(part)))
    parts = {key: set(whole.split()) for key, whole in candidates.order_by().values_list("pk", "folded_name")}
    alike = {other for other in set().union(*parts.values()) if names.same_name(part, other)}
    return Q(pk__in=[key for key, own in parts.items() if own & alike])


def _rank(part: str) -> Expression:
    return Case(
        When(spaced__contains=f" {part} ", then=EXACT),
        When(spaced__contains=f" {part}", then=BEGINNING),
        When(folded_name__contains=part, then=INSIDE),
        default=BY_SOUND,
        output_field=IntegerField(),
    )


def _number_rank(word: str) -> Expression:
    return Case(When(client_number__iexact=word, then=EXACT), default=INSIDE, output_field=IntegerField())
