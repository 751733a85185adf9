"""A record that has become part of another: its addresses lead there, and nothing written about it is lost."""

import pytest
from django.urls import reverse

from clients import merges
from coaching.models import CoachingSession
from ohjaamo.periods import today
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def merge(project, coach):
    """Two records of one person, merged while somebody may be writing about the one that went away."""
    kept = EnrolmentFactory(project=project).client
    AssignmentFactory(client=kept, coach=coach)
    return merges.merge(kept=kept, gone=ClientFactory(), taken=[], today=today(), by=coach)


def addresses(key):
    return [reverse("clients:detail", args=[key]), f"{reverse('coaching:session-log')}?client={key}"]


def test_pages_of_a_merged_record_lead_to_the_one_that_stands(merge, coach, signed_in):
    for address in addresses(merge.gone_key):
        answer = signed_in(coach).get(address)
        assert (answer.status_code, answer["Location"]) == (
            302,
            reverse("coaching:client", args=[merge.client_id]),
        )


def test_form_about_a_merged_record_is_shown_again_with_the_way_on(merge, coach, signed_in):
    for address in (addresses(merge.gone_key)[1], reverse("coaching:outcome", args=[merge.gone_key])):
        answer = signed_in(coach).post(address, {"note": "Tärkeä asia.", "minutes": "15"})
        text = answer.content.decode()
        assert (answer.status_code, "Tärkeä asia." in text, CoachingSession.objects.count()) == (409, True, 0)
        assert reverse("coaching:client", args=[merge.client_id]) in text


def test_merged_record_is_not_found_by_those_who_do_not_reach_the_client(merge, signed_in, member_of):
    stranger = signed_in(member_of(Role.PARTNER))
    assert [stranger.get(address).status_code for address in addresses(merge.gone_key)] == [403, 403]


@pytest.mark.parametrize("key", ["x", "9" * 40, "12"])
def test_any_other_record_that_is_not_there_is_not_found(coach, signed_in, key):
    assert signed_in(coach).get(f"{reverse('coaching:session-log')}?client={key}").status_code == 404
