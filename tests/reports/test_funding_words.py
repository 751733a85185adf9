from decimal import Decimal

import pytest

from ohjaamo.formats import NBSP
from reports.figures.funding import Finding, Rule, Severity
from reports.funding_words import to_explain, words


def finding(rule, funder, *numbers, hint=None) -> Finding:
    return Finding(rule, Severity.WARNING, funder, *map(Decimal, numbers), hint=hint and Decimal(hint))


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (
            finding(Rule.PARTS_NE_TOTAL, "Setlementti", "959924", "959954", "30", hint="4319"),
            "Osat ovat yhteensä 959 954 €, julkaistu on 959 924 €: ero +30 €. "
            "Täsmäisi, jos Setlementti olisi 4 319 €: yksi numero voi olla väärin.",
        ),
        (
            finding(Rule.GAP, "", "520289", "478871", "-41418"),
            "Rahoitusosia puuttuu 41 418 €: osat ovat yhteensä 478 871 €, julkaistu on 520 289 €.",
        ),
        (
            finding(Rule.PERCENT_DIFFERS, "ESR", "80", "85.58", "-5.58"),
            "ESR: julkaistu 80 %, summista laskettuna 85,58 %: ero −5,58 prosenttiyksikköä.",
        ),
        (
            finding(Rule.PUBLISHED_DIFFERS, "ESR", "767940", "767939", "1"),
            "ESR: julkaistu 767 940 €, julkaistulla prosentilla laskettuna 767 939 €: ero +1 €.",
        ),
        (
            finding(Rule.MEAN_ROUNDING, "STEA", "366025.97", "366025.98", "-0.01"),
            "STEA: julkaistu 366 025,97 €, julkaistusta vuosikeskiarvosta tulee 366 025,98 €: "
            "keskiarvo on pyöristetty, ero −0,01 €.",
        ),
    ],
)
def test_words_of_each_finding_say_both_figures_and_the_difference(found, text):
    assert words(found).replace(NBSP, " ") == text


def test_state_is_ready_or_how_much_there_is_to_explain():
    assert [to_explain(count) for count in (0, 2)] == ["Valmis", "2 selitettävää"]
