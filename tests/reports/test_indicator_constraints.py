import datetime as dt

import pytest

from reports.models import Indicator
from tests.refusals import assert_refused, assert_stands

pytestmark = pytest.mark.django_db


def indicator(**facts) -> Indicator:
    given = {
        "programme_period": "2021-2027", "code": "EECO99", "position": 99, "kind": "entry", "name_fi": "Uusi",
        "name_en": "New", "rule": "everybody", "source": "asetus", "starts_on": dt.date(2021, 1, 1),
    }  # fmt: skip
    return Indicator(**given | facts)


def test_indicator_given_what_must_not_be_is_refused(db):
    assert_stands(indicator())
    assert_refused(indicator(), "reports_indicator_version_once")
    assert_stands(indicator(version=2))
    assert_refused(indicator(version=0), "reports_indicator_version_from_one")
    assert_refused(indicator(version=3, programme_period="2028-2034"), "reports_indicator_period_known")
    assert_refused(indicator(version=3, kind="never"), "reports_indicator_kind_known")
    assert_refused(indicator(code=" "), "reports_indicator_code_given")
    assert_refused(indicator(version=3, name_fi=" "), "reports_indicator_named")
    assert_refused(indicator(version=3, source=" "), "reports_indicator_sourced")
    assert_refused(indicator(version=3, ends_on=dt.date(2020, 1, 1)), "reports_indicator_days_ordered")


def test_indicator_of_what_may_not_be_held_has_no_rule(db):
    assert_stands(indicator(is_held=False, rule=""))
    assert_refused(indicator(code="EECO98", is_held=False), "reports_indicator_rule_only_if_held")
