"""Whether the indicators agree with one another, by the consistency rules of the fund's own transmission format."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.figures.indicators import COMPLETE, INCOMPLETE, Count, Indicators
from reports.findings import Finding, asks, fails, holds

# Rules of which exactly one is so of everybody with complete facts.
EXACTLY_ONE = (("unemployed", "inactive", "employed"), ("isced_0_2", "isced_3_4", "isced_5_8"))
# Rules of which at most one is so of anybody.
AT_MOST_ONE = (
    ("under_18", "from_18_to_29", "from_55"),
    ("under_25", "from_55"),
    ("isced_1_2", "isced_3_4", "isced_5_8"),
    ("left_job_searching", "left_to_education", "left_to_work"),
)
# The first counts nobody whom the second doesn't.
WITHIN = (
    ("long_term_unemployed", "unemployed"),
    ("long_term_unemployed_by_age", "unemployed"),
    ("inactive_outside_education", "inactive"),
    ("left_job_searching", "inactive"),
    ("later_better_off", "employed"),
)


def findings(found: Indicators) -> list[Finding]:
    """What each rule says of the indicators, in the reader's language; rules about what isn't counted say nothing."""
    counts = {count.indicator.rule: count for count in found.counts}
    checks = [
        *_genders(found),
        *_exactly_one(found, counts),
        *_at_most_one(counts),
        *_within(counts),
        *_incomplete(found),
    ]
    return checks if counts else []


def _genders(found: Indicators) -> Iterator[Finding]:
    """Nobody is in two columns of a row, so that women, men, others and the untold add up to it."""
    wrong = [each for each in found.counts if len(each.everybody) != len(set(each.everybody))]
    yield from (_fails("genders", _codes([each])) for each in wrong)
    if not wrong:
        yield holds("genders", _("The genders add up to each indicator."))


def _exactly_one(found: Indicators, counts: dict[str, Count]) -> Iterator[Finding]:
    for rules in EXACTLY_ONE:
        parts = _present(rules, counts)
        if not parts:
            continue
        told = sum(len(part.everybody) for part in parts)
        facts = {"codes": _codes(parts), "told": told, "complete": len(found.groups[COMPLETE])}
        text = _("%(codes)s = %(told)s, participants with complete facts %(complete)s.") % facts
        keys = sorted(key for part in parts for key in part.everybody)
        yield holds("whole", text) if keys == sorted(found.groups[COMPLETE]) else fails("whole", text)


def _at_most_one(counts: dict[str, Count]) -> Iterator[Finding]:
    for rules in AT_MOST_ONE:
        parts = _present(rules, counts)
        shared = [
            pair
            for pair in combinations(parts, 2)
            if not set(pair[0].everybody).isdisjoint(pair[1].everybody)
        ]
        yield from (_fails("apart", _codes(pair)) for pair in shared)
        if parts and not shared:
            text = _("%(codes)s: nobody is in two of them.") % {"codes": _codes(parts, ", ")}
            yield holds("apart", text, is_minor=True)


def _within(counts: dict[str, Count]) -> Iterator[Finding]:
    for rules in WITHIN:
        parts = _present(rules, counts)
        if not parts:
            continue
        part, whole = parts
        if set(part.everybody) <= set(whole.everybody):
            facts = {"part": part.indicator.code, "whole": whole.indicator.code}
            yield holds("within", _("%(part)s is part of %(whole)s.") % facts, is_minor=True)
        else:
            yield _fails("within", _codes(parts, " ≤ "))


def _incomplete(found: Indicators) -> Iterator[Finding]:
    keys = found.groups[INCOMPLETE]
    if not keys:
        yield holds("incomplete", _("Everybody's entry facts are complete."))
        return
    text = ngettext(
        "Entry facts of %(count)s participant are incomplete: counted only in the grand total.",
        "Entry facts of %(count)s participants are incomplete: counted only in the grand total.",
        len(keys),
    )
    yield asks("incomplete", text % {"count": len(keys)}, as_of=found.day, keys=keys)


def _present(rules: Sequence[str], counts: dict[str, Count]) -> list[Count]:
    """The counts of the rules; none where the programme period doesn't count them all."""
    found = [counts[rule] for rule in rules if rule in counts]
    return found if len(found) == len(rules) else []


def _fails(rule: str, codes: str) -> Finding:
    return fails(rule, _("%(codes)s: the figures don't agree.") % {"codes": codes}, subject=codes)


def _codes(counts: Sequence[Count], between: str = " + ") -> str:
    return between.join(count.indicator.code for count in counts)
