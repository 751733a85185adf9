"""Words that old books use, in Finnish, English or as codes, put into our codes.

Every function refuses (ValueError) a word it doesn't know, in a sentence for the reader, and never guesses: a word of
several meanings is refused as Ambiguous, which names them, so that a person can be asked.
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from clients.choices import ExitReason, Gender, OutcomeKind
from ohjaamo import reference
from ohjaamo.reference import plain
from projects.book_columns import Ambiguous as Ambiguous
from projects.choices import ActivityKind

Meaning = TypeVar("Meaning")

# "Irak, Syyria", "Irak / Syyria", "Irak ja Syyria"
BETWEEN = re.compile(r"\s*[,;/+&\n]\s*|\s+(?:ja|and|sekä)\s+")

GENDERS = {
    Gender.FEMALE: ("n", "nainen", "naiset", "f", "female", "woman", "2"),
    Gender.MALE: ("m", "mies", "miehet", "male", "man", "1"),
    Gender.OTHER: ("muu", "other", "muunsukupuolinen"),
    Gender.NOT_TOLD: ("ei halua kertoa", "ei kerro", "ei ilmoitettu", "not told"),
}
TRUTHS = {
    True: ("k", "kyllä", "on", "x", "tosi", "true", "yes", "y", "1"),
    False: ("e", "ei", "epätosi", "false", "no", "0"),
}
ACTIVITIES = {
    ActivityKind.WORK: ("työssä", "työ", "töissä", "palkkatyössä", "palkkatyö", "at work"),
    ActivityKind.VOCATIONAL: (
        "ammatillisessa koulutuksessa",
        "ammatillinen koulutus",
        "ammattikoulutuksessa",
        "ammattikoulutus",
        "vocational education",
    ),
    ActivityKind.INTEGRATION: (
        "kotouttavassa koulutuksessa",
        "kotouttava koulutus",
        "kotoutumiskoulutuksessa",
        "kotoutumiskoulutus",
        "integration training",
    ),
    ActivityKind.OTHER_EDUCATION: (
        "muussa koulutuksessa",
        "muu koulutus",
        "other education",
    ),
    ActivityKind.WORK_TRIAL: ("työkokeilussa", "työkokeilu", "work trial"),
    ActivityKind.UNEMPLOYED: (
        "työtön työnhakija",
        "työttömänä työnhakijana",
        "työtön",
        "työttömänä",
        "unemployed jobseeker",
    ),
    ActivityKind.OTHER: (
        "muu (perhevapaa, sairausloma)",
        "muu",
        "perhevapaa",
        "perhevapaalla",
        "äitiysloma",
        "äitiyslomalla",
        "vanhempainvapaa",
        "vanhempainvapaalla",
        "hoitovapaa",
        "hoitovapaalla",
        "sairausloma",
        "sairauslomalla",
    ),
}
OUTCOMES = {
    OutcomeKind.EMPLOYMENT: (
        "työllistyminen avoimille työmarkkinoille",
        "työllistyminen",
        "työllistyi",
    ),
    OutcomeKind.ADULT_BASIC_EDUCATION: ("aikuisten perusopetukseen", "aikuisten perusopetus"),
    OutcomeKind.DEGREE_EDUCATION: (
        "tutkintoon tai osatutkintoon johtavaan koulutukseen",
        "tutkintoon tai osatutkintoon johtava koulutus",
        "tutkintokoulutus",
    ),
    OutcomeKind.STARTUP_ASSESSMENT: ("yrityksen perustamisselvitys", "perustamisselvitys"),
    OutcomeKind.COMPANY_FOUNDED: ("perustettu yritys", "yritys perustettu", "yrityksen perustaminen"),
    OutcomeKind.LIGHT_ENTREPRENEUR: ("kevytyrittäjä", "kevytyrittäjyys"),
    OutcomeKind.JOB_APPLICATION: ("työhakemus", "työhakemukset", "job application"),
    OutcomeKind.CV: ("ansioluettelo", "cv:t"),
    OutcomeKind.CARD: ("korttikoulutus", "korttikoulutukset", "kortti"),
}
EXIT_REASONS = {
    ExitReason.EMPLOYED: ("työllistyi", "työllistyminen", "työhön", "siirtyi työhön"),
    ExitReason.EDUCATION: ("siirtyi opintoihin", "opintoihin", "siirtyi opiskelemaan", "opiskelu"),
    ExitReason.EMPLOYMENT_SERVICES: (
        "siirtyi te-palveluihin",
        "te-palveluihin",
        "te-toimistoon",
        "siirtyi työllisyyspalveluihin",
        "työllisyyspalveluihin",
    ),
    ExitReason.MOVED: ("muutto", "muutti", "muutti pois", "muutti muualle"),
    ExitReason.NOT_REACHED: ("ei tavoitettu", "ei tavoiteta", "ei tavoitettavissa"),
    ExitReason.OTHER_PROJECT: ("siirtyi toiseen hankkeeseen", "toiseen hankkeeseen"),
    ExitReason.OTHER: ("muu", "muu syy"),
}


def country(text: str) -> str:
    """The two-letter code of a country or a nationality."""
    codes = reference.country_codes(text)
    if not codes:
        raise ValueError(_("“%(text)s” is not a country we know.") % {"text": text})
    return _only(text, codes, reference.country_name)


def countries(text: str) -> list[str]:
    """The codes of one country or of several in one cell, each once, in the order written."""
    return list(dict.fromkeys(map(country, countries_apart(text))))


def countries_apart(text: str) -> list[str]:
    """The words for countries in one cell: "Bosnia ja Hertsegovina" is one."""
    return _apart(text, reference.country_codes)


def language(text: str) -> str:
    """The three-letter code of a language."""
    codes = reference.language_codes(text)
    if not codes:
        raise ValueError(_("“%(text)s” is not a language we know.") % {"text": text})
    return _only(text, codes, reference.language_name)


def languages(text: str) -> list[str]:
    """The codes of one language or of several in one cell, each once, in the order written."""
    return list(dict.fromkeys(map(language, languages_apart(text))))


def languages_apart(text: str) -> list[str]:
    """The words for languages in one cell: "dari/persia" is one."""
    return _apart(text, reference.language_codes)


def gender(text: str) -> Gender:
    """N, M, nainen, mies; 1 is a man and 2 a woman, as in official forms."""
    if (found := find(GENDERS, text)) is None:
        raise ValueError(_("“%(text)s” is not a gender we know: write nainen or mies.") % {"text": text})
    return found


def truth(text: str) -> bool:
    """k, kyllä, x and the like are yes; e, ei and the like are no. Anything else is refused, never taken for a no."""
    if (found := find(TRUTHS, text)) is None:
        raise ValueError(_("“%(text)s” is neither yes nor no: write k or e.") % {"text": text})
    return found


def activity(text: str) -> ActivityKind:
    """What the client does."""
    if (found := find(ACTIVITIES, text)) is None:
        raise ValueError(_("“%(text)s” is not an activity we know.") % {"text": text})
    return found


def outcome(text: str) -> OutcomeKind:
    """What was reached."""
    if (found := find(OUTCOMES, text)) is None:
        raise ValueError(_("“%(text)s” is not a result we know.") % {"text": text})
    return found


def exit_reason(text: str) -> ExitReason:
    """Why the client left."""
    if (found := find(EXIT_REASONS, text)) is None:
        raise ValueError(_("“%(text)s” is not a reason for leaving that we know.") % {"text": text})
    return found


def find(table: Mapping[Meaning, tuple[str, ...]], text: str) -> Meaning | None:
    """What a word stands for in a table of meanings, each known by its code and its words; None when it isn't there."""
    wanted = plain(text)
    for meaning, words in table.items():
        if wanted in (plain(str(meaning)), *map(plain, words)):
            return meaning
    return None


def _only(text: str, codes: tuple[str, ...], name: Callable[[str], str]) -> str:
    if len(codes) > 1:
        names = ", ".join(name(code) for code in codes)
        message = _("“%(text)s” may mean any of these: %(names)s. Write which one.")
        raise Ambiguous(message % {"text": text, "names": names}, codes)
    return codes[0]


def _apart(text: str, known: Callable[[str], tuple[str, ...]]) -> list[str]:
    return [text] if known(text) else [word for word in BETWEEN.split(text) if word]
