"""Words of old books in Finnish, English or codes become our codes, or are refused."""

import pytest
from django.utils import translation

from clients import words
from clients.choices import ExitReason, Gender, OutcomeKind
from projects.choices import ActivityKind


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Irak", "IQ"), ("Venäjä", "RU"), ("Filippiinit", "PH"), ("Kongon demokraattinen tasavalta", "CD"),
        ("Yhdistynyt kuningaskunta", "GB"), ("Yhdysvallat", "US"), ("USA", "US"), ("viro", "EE"),
        ("Syria", "SY"), ("Kap Verde", "CV"), ("somalialainen", "SO"), ("BD", "BD"), ("Burma", "MM"),
        ("Etelä-Sudan", "SS"), ("Kosovo", "XK"), ("Tsekki", "CZ"), ("Swazimaa", "SZ"),
    ],
)  # fmt: skip
def test_country_words_become_iso_codes(text, code):
    assert words.country(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("arabia", "ara"), ("Arabia", "ara"), ("somali", "som"), ("kurdi (sorani)", "ckb"), ("persia", "fas"),
        ("farsi", "fas"), ("dari", "prs"), ("tagalog", "tgl"), ("tigrinja", "tir"), ("amhara", "amh"),
        ("ukraina", "ukr"), ("thai", "tha"), ("viro", "est"), ("Nepali", "nep"), ("bengali", "ben"),
        ("Swedish", "swe"), ("uk", "ukr"), ("fin", "fin"),
    ],
)  # fmt: skip
def test_language_words_become_iso_codes(text, code):
    assert words.language(text) == code


@pytest.mark.parametrize(
    ("read", "text", "candidates"),
    [
        (words.country, "Kongo", ("CD", "CG")),
        (words.country, "Korea", ("KR", "KP")),
        (words.language, "dari/persia", ("prs", "fas")),
        (words.language, "Persia / Dari", ("prs", "fas")),
        (words.language, "kurdi", ("ckb", "kmr")),
        (words.languages, "dari/persia", ("prs", "fas")),
    ],
)
def test_word_of_several_meanings_is_asked_about(read, text, candidates):
    with pytest.raises(words.Ambiguous) as caught:
        read(text)
    assert caught.value.candidates == candidates
    assert text in str(caught.value)


def test_several_countries_in_one_cell_are_all_taken():
    assert words.countries("Irak, Ruotsi") == ["IQ", "SE"]
    assert words.countries("Irak / Ruotsi ja Irak") == ["IQ", "SE"]
    assert words.countries("Bosnia ja Hertsegovina") == ["BA"]
    assert words.languages("dari, pashto") == ["prs", "pus"]
    with pytest.raises(ValueError, match="Narnia"):
        words.countries("Irak, Narnia")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("N", Gender.FEMALE), ("nainen", Gender.FEMALE), ("2", Gender.FEMALE), ("female", Gender.FEMALE),
        ("M", Gender.MALE), ("Mies", Gender.MALE), ("1", Gender.MALE), ("muu", Gender.OTHER),
    ],
)  # fmt: skip
def test_gender_words_are_known(text, meaning):
    assert words.gender(text) == meaning


@pytest.mark.parametrize("text", ["k", "K", "kyllä", "x", "X", "TRUE", "on", "yes"])
def test_yes_in_each_spelling_is_true(text):
    assert words.truth(text) is True


@pytest.mark.parametrize("text", ["e", "ei", "Ei", "FALSE", "no", "0"])
def test_no_in_each_spelling_is_false(text):
    assert words.truth(text) is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Työssä", ActivityKind.WORK),
        ("työssä", ActivityKind.WORK),
        ("Ammatillisessa koulutuksessa", ActivityKind.VOCATIONAL),
        ("Kotouttavassa koulutuksessa", ActivityKind.INTEGRATION),
        ("Muussa koulutuksessa", ActivityKind.OTHER_EDUCATION),
        ("Työkokeilussa", ActivityKind.WORK_TRIAL),
        ("Työtön työnhakija", ActivityKind.UNEMPLOYED),
        ("Muu (perhevapaa, sairausloma)", ActivityKind.OTHER),
        ("work_trial", ActivityKind.WORK_TRIAL),
    ],
)
def test_activity_words_of_the_books_are_known(text, kind):
    assert words.activity(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Työllistyminen avoimille työmarkkinoille", OutcomeKind.EMPLOYMENT),
        ("Aikuisten perusopetukseen", OutcomeKind.ADULT_BASIC_EDUCATION),
        ("Tutkintoon tai osatutkintoon johtavaan koulutukseen", OutcomeKind.DEGREE_EDUCATION),
        ("Yrityksen perustamisselvitys", OutcomeKind.STARTUP_ASSESSMENT),
        ("Perustettu yritys", OutcomeKind.COMPANY_FOUNDED),
        ("Kevytyrittäjä", OutcomeKind.LIGHT_ENTREPRENEUR),
        ("Työhakemus", OutcomeKind.JOB_APPLICATION),
        ("CV", OutcomeKind.CV),
        ("Korttikoulutus", OutcomeKind.CARD),
    ],
)
def test_outcome_words_of_the_books_are_known(text, kind):
    assert words.outcome(text) == kind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("työllistyi", ExitReason.EMPLOYED),
        ("siirtyi opintoihin", ExitReason.EDUCATION),
        ("siirtyi TE-palveluihin", ExitReason.EMPLOYMENT_SERVICES),
        ("muutto", ExitReason.MOVED),
        ("ei tavoitettu", ExitReason.NOT_REACHED),
        ("muu", ExitReason.OTHER),
    ],
)
def test_exit_reasons_of_the_books_are_known(text, reason):
    assert words.exit_reason(text) == reason


@pytest.mark.parametrize(
    "read",
    [
        words.country, words.language, words.gender, words.truth, words.activity, words.outcome,
        words.exit_reason,
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", ["Narnia", "ehkä", "", "%(text)s"])
def test_unknown_word_is_refused_and_named(read, text):
    with translation.override("en"), pytest.raises(ValueError, match=r"^“") as caught:
        read(text)
    assert str(caught.value).startswith(f"“{text}” is ")


@pytest.mark.parametrize(
    "table", [words.GENDERS, words.TRUTHS, words.ACTIVITIES, words.OUTCOMES, words.EXIT_REASONS]
)
def test_no_word_of_a_table_has_two_meanings(table):
    known = [word for meaning, spellings in table.items() for word in {words.plain(w) for w in spellings}]
    assert len(known) == len(set(known))


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (words.GENDERS, Gender), (words.ACTIVITIES, ActivityKind), (words.OUTCOMES, OutcomeKind),
        (words.EXIT_REASONS, ExitReason),
    ],
)  # fmt: skip
def test_every_kind_has_its_words(table, kinds):
    assert set(table) == set(kinds)
