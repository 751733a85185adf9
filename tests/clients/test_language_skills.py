import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import language_skills
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
