import pytest
from django.core.exceptions import ValidationError

from clients import families
from clients.models import Family, FamilyMember
from staff import auditing
from staff.permissions import Role
from tests.factories.appointments import FamilyFactory, FamilyMemberFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(db):
    return ClientFactory()


@pytest.fixture
def spouse(db):
    return ClientFactory()


def relations(family):
    return {member.client: member.relation for member in family.members.all()}


def test_add_relative_founds_a_family_where_the_client_is_an_adult(client, spouse):
    member = families.add_relative(client=client, relative=spouse, relation="adult", by="cli")
    assert relations(member.family) == {client: "adult", spouse: "adult"}


def test_add_relative_joins_the_family_that_either_has(client, spouse):
    child, cousin = ClientFactory(), ClientFactory()
    family = families.add_relative(client=client, relative=spouse, relation="adult", by="cli").family
    families.add_relative(client=spouse, relative=child, relation="child", by="cli")
    families.add_relative(client=cousin, relative=client, relation="other", by="cli")
    assert Family.objects.get() == family
    assert relations(family) == {client: "other", spouse: "adult", child: "child", cousin: "adult"}


def test_add_relative_again_changes_nothing(client, spouse):
    made = [families.add_relative(client=client, relative=spouse, relation="adult", by="cli") for _ in "12"]
    assert made[0] == made[1]


def test_add_relative_of_another_family_or_oneself_is_refused(client, spouse):
    FamilyMemberFactory(client=client)
    FamilyMemberFactory(client=spouse)
    with pytest.raises(ValidationError, match="kuuluu jo toiseen perheeseen"):
        families.add_relative(client=client, relative=spouse, relation="adult", by="cli")
    with pytest.raises(ValidationError, match="joku muu kuin asiakas itse"):
        families.add_relative(client=client, relative=client, relation="adult", by="cli")


def test_found_is_refused_to_a_member_of_a_family_and_join_keeps_what_is(client):
    member = families.found(client=client, relation="adult", name=" Warsame ", by="cli")
    assert member.family.name == "Warsame"
    with pytest.raises(ValidationError, match="kuuluu jo"):
        families.found(client=client, relation="adult", by="cli")
    assert families.join(family=member.family, client=client, relation="child", by="cli").relation == "adult"
    with pytest.raises(ValidationError, match="kuuluu jo"):
        families.join(family=FamilyFactory(), client=client, relation="adult", by="cli")


def test_change_relation_takes_only_the_choices(client):
    member = FamilyMemberFactory(client=client)
    families.change_relation(member=member, relation="child", by="cli")
    assert FamilyMember.objects.get().relation == "child"
    with pytest.raises(ValidationError):
        families.change_relation(member=member, relation="cousin", by="cli")


def test_leave_ends_the_family_with_the_last_but_one():
    family = FamilyFactory()
    first, second, third = (FamilyMemberFactory(family=family) for _number in range(3))
    families.leave(member=first, by="cli")
    assert set(family.members.all()) == {second, third}
    families.leave(member=second, by="cli")
    assert not Family.objects.exists()


@pytest.mark.parametrize("members", [2, 3])
def test_leave_after_somebody_else_has_taken_them_out_is_refused_in_words(members):
    family = FamilyFactory()
    first, *others = [FamilyMemberFactory(family=family) for _number in range(members)]
    families.leave(member=FamilyMember.objects.get(pk=first.pk), by="cli")
    with pytest.raises(ValidationError, match="ei ole enää tässä perheessä"):
        families.leave(member=first, by="cli")
    assert FamilyMember.objects.count() == (len(others) if members > 2 else 0)


def test_relatives_names_only_those_she_may_reach(project, member_of, day, django_assert_num_queries):
    coach, family = member_of(Role.COACH), FamilyFactory()
    own, colleague, restricted = (EnrolmentFactory(project=project).client for _number in range(3))
    AssignmentFactory(client=own, coach=coach)
    with auditing.act(by="cli"):
        restricted.has_safety_restriction = True
        restricted.save()
    elsewhere = EnrolmentFactory().client
    for client in (own, colleague, restricted, elsewhere):
        FamilyMemberFactory(family=family, client=client)
    coach.__dict__.pop("_allowed_on", None)
    with django_assert_num_queries(2):
        found = families.relatives(own, coach, day)
    assert (found.own.client, [member.client for member in found.members], found.hidden) == (
        own, [colleague], 2,
    )  # fmt: skip


def test_relatives_of_one_without_a_family_are_nobody(client, member_of, day):
    found = families.relatives(client, member_of(Role.COACH), day)
    assert (found.own, found.members, found.hidden) == (None, [], 0)
