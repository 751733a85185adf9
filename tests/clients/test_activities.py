import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import activities
from clients.choices import ConfirmationSource
from clients.models import Activity, FollowUp
from tests.factories.clients import ActivityFactory, ClientFactory
from tests.factories.results import FollowUpFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 4, 30)
ONE = dt.timedelta(days=1)


@pytest.fixture
def coach():
    return UserFactory()


def test_activity_begun_keeps_its_title_terms_and_who_confirmed_it(coach):
    activity = activities.start(
        client=ClientFactory(), kind="work", starts_on=DAY, place="Arctic", title="Siivooja",
        terms={"is_full_time": False}, confirmed_on=DAY, confirmed_from=ConfirmationSource.CLIENT, by=coach,
    )  # fmt: skip
    activity.refresh_from_db()
    assert (activity.title, activity.confirmed_by, activity.terms.get().is_full_time) == (
        "Siivooja",
        coach,
        False,
    )


def test_new_terms_are_a_row_of_the_same_activity(coach):
    activity = ActivityFactory()
    activities.set_terms(activity=activity, starts_on=DAY, terms={"is_permanent": True}, by=coach)
    activities.set_terms(activity=activity, starts_on=DAY + ONE, terms={"is_permanent": False}, by=coach)
    assert [terms.is_permanent for terms in activity.terms.order_by("starts_on")] == [True, False]
    with pytest.raises(ValidationError, match="ehdot"):
        activities.set_terms(activity=activity, starts_on=DAY, terms={}, by=coach)


@pytest.mark.parametrize("day", [dt.date(2020, 12, 31), DAY + ONE])
def test_terms_outside_the_activity_are_refused(coach, day):
    activity = ActivityFactory(ends_on=DAY)
    with pytest.raises(ValidationError, match="ei ole käynnissä"):
        activities.set_terms(activity=activity, starts_on=day, terms={}, by=coach)


def test_confirmation_says_from_what_on_which_day_and_by_whom(coach):
    activity = activities.confirm(
        activity=ActivityFactory(), confirmed_on=DAY, confirmed_from=ConfirmationSource.DOCUMENT, by=coach
    )
    activity.refresh_from_db()
    assert (activity.confirmed_on, activity.confirmed_from, activity.confirmed_by) == (DAY, "document", coach)


@pytest.mark.parametrize("source", [ConfirmationSource.BOOK, "", "rumour"])
def test_confirmation_from_an_old_book_or_from_nothing_is_refused(coach, source):
    with pytest.raises(ValidationError, match="mistä tieto on"):
        activities.confirm(activity=ActivityFactory(), confirmed_on=DAY, confirmed_from=source, by=coach)


def test_activity_withdrawn_for_a_reason_leaves_its_days_free(coach):
    activity = ActivityFactory(place="Arctic")
    with pytest.raises(ValidationError, match="mikä tässä on väärin"):
        activities.withdraw(activity=activity, reason="  ", by=coach)
    activities.withdraw(activity=activity, reason="väärä asiakas", by=coach)
    again = ActivityFactory(client=activity.client, place="Arctic")
    assert list(Activity.objects.all()) == [again]


def test_activity_withdrawn_is_not_asked_about(coach):
    activity, other = ActivityFactory(), FollowUpFactory()
    waiting = FollowUpFactory(client=activity.client, activity=activity)
    activities.withdraw(activity=activity, reason="väärä asiakas", by=coach)
    assert list(FollowUp.objects.all()) == [other]
    assert FollowUp.with_withdrawn.get(pk=waiting.pk).withdrawn_reason == "väärä asiakas"
