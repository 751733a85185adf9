import pytest

from clients.models import TargetGroupMember
from tests.factories.arrivals import TargetGroupFactory
from tests.factories.clients import EnrolmentFactory
from tests.refusals import assert_days_ordered, assert_one_a_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(project):
    """Makes a membership, not saved."""
    stay, group = EnrolmentFactory(project=project), TargetGroupFactory(project=project)

    def make(starts_on, ends_on):
        return TargetGroupMember(enrolment=stay, group=group, starts_on=starts_on, ends_on=ends_on)

    return make


def test_days_of_a_membership_are_ordered(member):
    assert_days_ordered(member, "clients_targetgroupmember_days_ordered")


def test_membership_of_one_group_is_one_a_day(member):
    assert_one_a_day(member, "clients_targetgroupmember_no_overlap")
