"""What the database refuses of an explanation."""

import datetime as dt

import pytest

from reports.models import Explanation
from tests.factories.staff import UserFactory
from tests.refusals import assert_refused, assert_stands

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2022, 5, 2, 9, tzinfo=dt.UTC)


def test_explanation_without_rule_reason_or_whole_withdrawal_is_refused(project):
    user = UserFactory()

    def explanation(**facts) -> Explanation:
        given = {
            "project": project,
            "rule": "unclassified",
            "reason": "Kirja ei kerro",
            "explained_at": MOMENT,
            "explained_by": user,
        }
        return Explanation(**{**given, **facts})

    assert_stands(explanation())
    assert_refused(explanation(rule=" "), "reports_explanation_rule_given")
    assert_refused(explanation(reason=" "), "reports_explanation_reason_given")
    assert_refused(explanation(withdrawn_at=MOMENT), "reports_explanation_withdrawal_whole")
    assert_stands(explanation(withdrawn_at=MOMENT, withdrawn_by=user, withdrawn_reason="väärä päivä"))
