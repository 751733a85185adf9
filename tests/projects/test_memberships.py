import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from projects import memberships
from projects.choices import ProjectPart
from projects.memberships import Allowed, allowed_to
from projects.models import ProjectMember
from staff import auditing
from staff.models import User
from staff.permissions import Permission, Role, permissions_of
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2022, 1, 1), dt.date(2022, 6, 30)
ONE_DAY = dt.timedelta(days=1)


def fresh(user: User) -> User:
    """The person as the next request finds her."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (FIRST - ONE_DAY, frozenset()),
        (FIRST, permissions_of([Role.COACH])),
        (LAST, permissions_of([Role.COACH])),
        (LAST + ONE_DAY, frozenset()),
    ],
)
def test_membership_allows_from_its_first_to_its_last_day(project, today, expected):
    user = MembershipFactory(project=project, starts_on=FIRST, ends_on=LAST).user
    assert allowed_to(user, today).by_project.get(project.pk, frozenset()) == expected


def test_membership_without_a_last_day_goes_on(project):
    user = MembershipFactory(project=project, starts_on=FIRST).user
    assert allowed_to(user, dt.date(2090, 1, 1)).may(Permission.LOG_SESSIONS, project.pk)


def test_membership_of_a_deactivated_user_allows_nothing(project, day):
    user = MembershipFactory(project=project, roles=list(Role)).user
    user.is_active = False
    assert allowed_to(user, day) == Allowed({})


def test_membership_with_several_roles_allows_their_union(project, day):
    roles = [Role.COACH, Role.SECRETARY]
    user = MembershipFactory(project=project, roles=roles).user
    assert allowed_to(user, day).by_project == {project.pk: permissions_of(roles)}


def test_membership_in_one_project_allows_nothing_in_another(project, day):
    other = ProjectFactory()
    user = MembershipFactory(project=project, roles=[Role.COACH]).user
    MembershipFactory(project=other, user=user, roles=[Role.SECRETARY])
    allowed = allowed_to(user, day)
    assert allowed.may(Permission.LOG_SESSIONS, project.pk)
    assert not allowed.may(Permission.LOG_SESSIONS, other.pk)
    assert allowed.may(Permission.LOG_SESSIONS)
    assert not allowed.may(Permission.MANAGE_MEMBERS)
    assert allowed.projects_where(Permission.LOG_SESSIONS) == [project.pk]
    assert allowed.projects_where(Permission.IMPORT_BOOKS) == [other.pk]
    assert sorted(allowed.projects_where(Permission.KEEP_CLIENT_FACTS)) == sorted([project.pk, other.pk])
    assert sorted(allowed.projects_where(Permission.LOG_SESSIONS, Permission.IMPORT_BOOKS)) == sorted(
        [project.pk, other.pk]
    )
    assert allowed.projects_where(Permission.MANAGE_MEMBERS) == []


def test_part_is_used_where_it_isnt_switched_off_and_the_permission_holds(project, day):
    user = MembershipFactory(project=project).user
    off, other_role = ProjectFactory(parts_off=["groups", "money"]), ProjectFactory()
    MembershipFactory(project=off, user=user)
    MembershipFactory(project=other_role, user=user, roles=[Role.SECRETARY])
    allowed = allowed_to(user, day)
    assert allowed.projects_using(ProjectPart.GROUPS, Permission.LOG_SESSIONS) == [project.pk]
    assert sorted(allowed.projects_using(ProjectPart.PATH, Permission.LOG_SESSIONS)) == [project.pk, off.pk]


def test_administrator_without_a_membership_is_allowed_nothing_in_projects(project, day):
    assert allowed_to(UserFactory(is_administrator=True), day) == Allowed({})


def test_allowed_is_asked_of_the_database_once_for_a_person_and_day(project, day, django_assert_num_queries):
    user = MembershipFactory(project=project).user
    with django_assert_num_queries(1):
        assert allowed_to(user, day) == allowed_to(user, day)
    with django_assert_num_queries(1):
        allowed_to(user, day + ONE_DAY)


def test_join_makes_a_member_in_the_name_of_whoever_did_it(project):
    manager, user = UserFactory(), UserFactory()
    member = memberships.join(
        project=project, user=user, roles=[Role.COACH, Role.SECRETARY], starts_on=FIRST, by=manager
    )
    stored = ProjectMember.objects.get(pk=member.pk)
    assert (stored.user, stored.roles, stored.starts_on, stored.ends_on) == (
        user,
        ["coach", "secretary"],
        FIRST,
        None,
    )
    event = auditing.history_of(member).get()
    assert event.pgh_context.metadata == {"actor": f"user:{manager.pk}"}


@pytest.mark.parametrize(
    "facts",
    [
        {"roles": []},
        {"roles": ["director"]},
        {"ends_on": FIRST - ONE_DAY},
    ],
)
def test_join_with_a_wrong_fact_is_refused_in_words(project, facts):
    given = {"project": project, "user": UserFactory(), "roles": [Role.COACH], "starts_on": FIRST}
    with pytest.raises(ValidationError):
        memberships.join(**{**given, **facts}, by="cli")
    assert ProjectMember.objects.count() == 0


def test_join_of_somebody_who_already_works_there_is_refused_in_words(project):
    user = MembershipFactory(project=project, starts_on=FIRST).user
    with pytest.raises(ValidationError) as told:
        memberships.join(project=project, user=user, roles=[Role.MANAGER], starts_on=LAST, by="cli")
    rule = next(each for each in ProjectMember._meta.constraints if each.name.endswith("no_overlap"))
    assert told.value.messages == [str(rule.violation_error_message)]


def test_leave_ends_what_the_person_may_do_after_the_day(project):
    member = MembershipFactory(project=project, starts_on=FIRST)
    memberships.leave(member=member, ends_on=LAST, by="cli")
    assert allowed_to(fresh(member.user), LAST).may(Permission.LOG_SESSIONS)
    assert allowed_to(fresh(member.user), LAST + ONE_DAY) == Allowed({})


def test_leave_before_the_first_day_is_refused_in_words(project):
    member = MembershipFactory(project=project, starts_on=FIRST)
    with pytest.raises(ValidationError):
        memberships.leave(member=member, ends_on=FIRST - ONE_DAY, by="cli")
    assert ProjectMember.objects.get().ends_on is None
