"""Finding a client by what one remembers of the name, in whatever spelling, or by the number."""

import re

from django.db.models import Case, Expression, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Collate, Concat, Lower

from clients import names
from clients.models import Client, Merge

# å, ä and ö are letters of their own at the end; other accents sort with their letter.
ACCENTED = "åäöæøàáâãçčćèéêëìíîïñńòóôõšśùúûüýžđł"
SORTED_AS = "{|}|}aaaaccceeeeiiiinnoooossuuuuyzdl"
# A word this short is looked for only at the beginning of a name.
SHORT = 2
# Each part is a question to the database; nobody has more names than this.
PARTS_AT_MOST = 6
# What anybody types into a search field fits in this many letters.
LONGEST = 100
EXACT, BEGINNING, INSIDE, BY_SOUND = range(4)


def by_name() -> tuple[Expression | str, ...]:
    """The order of a list of clients: last name, first names, as Finns put them in order."""
    return (_finnish("last_name"), _finnish("first_names"), "pk")


def find(queryset: QuerySet[Client], text: str) -> QuerySet[Client]:
    """The clients whom every word of the text fits; whole words and beginnings of names come first.

    A word fits a part of the name, accents and case forgiven, or another spelling of it (Mohamed, Мухаммед,
    Maxamed), or the client number. A text without a letter or a figure finds nobody.
    """
    words = text.replace("\0", " ").split()
    parts = [(part, word) for word in words for part in names.fold(word).split()][:PARTS_AT_MOST]
    if not parts:
        return queryset.none()
    ranks: list[Expression] = []
    for part, word in parts:
        fits = Q(folded_name__contains=part) if len(part) > SHORT else _begins(part)
        queryset = queryset.filter(fits | _sounds_like(queryset, part) | _in_number(word))
        ranks.append(_rank(part, word))
    spaced = Concat(Value(" "), "folded_name", Value(" "))
    return queryset.alias(spaced=spaced).alias(rank=sum(ranks, start=Value(0))).order_by("rank", *by_name())


def _finnish(column: str) -> Expression:
    letters = Func(
        Lower(Collate(column, "pg_c_utf8")), Value(ACCENTED), Value(SORTED_AS), function="translate"
    )
    return Collate(letters, "C")


def _begins(part: str) -> Q:
    return Q(folded_name__startswith=part) | Q(folded_name__contains=f" {part}")


def _in_number(word: str) -> Q:
    """The number of a record that was merged into another still finds the client."""
    if not re.search(r"\d", word):
        return Q(pk__in=[])
    merged = Merge.objects.filter(gone_number__icontains=word)
    return Q(client_number__icontains=word) | Q(pk__in=merged.values("client"))


def _sounds_like(queryset: QuerySet[Client], part: str) -> Q:
    """Keys find more than one would call the same name (Ali, Laila), so what they find is looked at."""
    candidates = queryset.filter(name_keys__overlap=sorted(names.keys(part)))
    parts = {key: set(whole.split()) for key, whole in candidates.order_by().values_list("pk", "folded_name")}
    alike = {other for other in set().union(*parts.values()) if names.same_name(part, other)}
    return Q(pk__in=[key for key, own in parts.items() if own & alike])


def _rank(part: str, word: str) -> Expression:
    return Case(
        When(client_number__iexact=word, then=EXACT),
        When(spaced__contains=f" {part} ", then=EXACT),
        When(spaced__contains=f" {part}", then=BEGINNING),
        When(Q(folded_name__contains=part) | _in_number(word), then=INSIDE),
        default=BY_SOUND,
        output_field=IntegerField(),
    )
