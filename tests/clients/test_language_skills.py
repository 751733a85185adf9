import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import findings, language_skills
from clients.choices import CefrLevel, ConfirmationSource
from tests.factories.assessments import LanguageSkillFactory
from tests.factories.clients import ClientFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


def test_progress_is_language_by_language_with_finnish_first_and_levels_oldest_first():
    client = ClientFactory()
    later = LanguageSkillFactory(client=client, level=CefrLevel.A2, assessed_on=dt.date(2022, 9, 1))
    somali = LanguageSkillFactory(client=client, language="som", level=CefrLevel.NATIVE)
    arabic = LanguageSkillFactory(client=client, language="ara", level=CefrLevel.B1)
    first = LanguageSkillFactory(client=client, level=CefrLevel.A1, assessed_on=dt.date(2022, 1, 3))
    shown = language_skills.progress([later, somali, arabic, first])
    assert [(each.language, each.levels) for each in shown] == [
        ("fin", (first, later)), ("ara", (arabic,)), ("som", (somali,)),
    ]  # fmt: skip
    assert shown[0].now == later


def test_level_of_a_day_that_is_known_already_is_refused(day):
    known = LanguageSkillFactory(assessed_on=day)
    facts = {"level": CefrLevel.B1, "assessed_on": day, "source": ConfirmationSource.CLIENT, "today": day}
    with pytest.raises(ValidationError, match="on jo kirjattu"):
        language_skills.add(client=known.client, language="fin", **facts, by=UserFactory())
    assert language_skills.add(client=known.client, language="eng", **facts, by=UserFactory()).pk


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        (dt.date(2021, 12, 31), {}),
        (dt.date(2022, 1, 1), {"first": "A1"}),
        (dt.date(2022, 5, 31), {"first": "A1", "second": "none"}),
        (dt.date(2022, 6, 1), {"first": "A2", "second": "none"}),
        (dt.date(2023, 1, 1), {"first": "A2", "second": "none"}),
    ],
)
def test_level_on_a_day_is_the_latest_assessed_by_then(day, levels):
    first, second, third = ClientFactory(), ClientFactory(), ClientFactory()
    LanguageSkillFactory(client=first, level=CefrLevel.A2, assessed_on=dt.date(2022, 6, 1))
    LanguageSkillFactory(client=first, level=CefrLevel.A1, assessed_on=dt.date(2022, 1, 1))
    LanguageSkillFactory(client=second, level=CefrLevel.NONE, assessed_on=dt.date(2022, 2, 1))
    # Another language, a withdrawn row and somebody else's.
    LanguageSkillFactory(client=third, language="eng", assessed_on=dt.date(2022, 1, 1))
    wrong = LanguageSkillFactory(client=second, level=CefrLevel.C1, assessed_on=dt.date(2022, 3, 1))
    findings.withdraw(row=wrong, reason="Virhe", by=UserFactory())
    LanguageSkillFactory(level=CefrLevel.C2, assessed_on=dt.date(2021, 1, 1))
    people = {first.pk: "first", second.pk: "second", third.pk: "third"}
    known = language_skills.level_on(list(people), "fin", day)
    assert {people[client]: level for client, level in known} == levels
