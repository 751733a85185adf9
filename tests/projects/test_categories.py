"""A project's categories: their order, and when each was in use."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from projects import categories
from projects.choices import ActivityKind
from staff import auditing
from staff.permissions import Role

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)


@pytest.fixture
def bare(project):
    with auditing.act(by="cli"):
        project.categories.all().delete()
    return project


def test_in_order_follows_the_project_and_leaves_nothing_out(bare):
    for precedence, kind in enumerate([ActivityKind.WORK, ActivityKind.OTHER], start=1):
        category = categories.add(project=bare, kind=kind, precedence=precedence, by="cli")
        categories.use(category=category, starts_on=DAY, by="cli")

    found = categories.in_order(bare)

    rest = [kind for kind in ActivityKind if kind not in (ActivityKind.WORK, ActivityKind.OTHER)]
    assert [category.kind for category in found] == [ActivityKind.WORK, ActivityKind.OTHER, *rest]
    assert [category.is_in_use(DAY) for category in found] == [True, True, *[False] * 5]
    assert not found[0].is_in_use(DAY - dt.timedelta(days=1))


def test_in_order_without_a_project_is_the_associations_own(db):
    found = categories.in_order(None)
    assert [category.kind for category in found] == list(ActivityKind)
    assert all(category.is_in_use(DAY) for category in found)


def test_add_a_kind_or_a_place_twice_is_refused(bare):
    categories.add(project=bare, kind=ActivityKind.WORK, precedence=1, by="cli")
    with pytest.raises(ValidationError):
        categories.add(project=bare, kind=ActivityKind.WORK, precedence=2, by="cli")
    with pytest.raises(ValidationError):
        categories.add(project=bare, kind=ActivityKind.OTHER, precedence=1, by="cli")


def test_use_over_days_already_in_use_is_refused(bare):
    category = categories.add(project=bare, kind=ActivityKind.WORK, precedence=1, by="cli")
    categories.use(category=category, starts_on=DAY, ends_on=DAY, by="cli")
    with pytest.raises(ValidationError):
        categories.use(category=category, starts_on=DAY, by="cli")


def kinds(project) -> list[str]:
    return list(project.categories.order_by("precedence").values_list("kind", flat=True))


def test_shift_moves_a_category_one_place_and_stays_at_the_ends(project):
    first, second, *rest = kinds(project)
    move = {"project": project, "by": "cli"}
    categories.shift(kind=ActivityKind(second), by_places=-1, **move)
    assert kinds(project) == [second, first, *rest]
    categories.shift(kind=ActivityKind(second), by_places=-1, **move)
    assert kinds(project) == [second, first, *rest]
    categories.shift(kind=ActivityKind(second), by_places=1, **move)
    assert kinds(project) == [first, second, *rest]
    categories.shift(kind=ActivityKind(rest[-1]), by_places=1, **move)
    assert kinds(project) == [first, second, *rest]


def test_shift_of_a_category_that_is_not_there_is_refused(bare):
    with pytest.raises(ValidationError, match="sellaista"):
        categories.shift(project=bare, kind=ActivityKind.WORK, by_places=1, by="cli")


def test_versions_tell_each_order_and_who_set_it(bare, member_of):
    manager = member_of(Role.MANAGER)
    with auditing.act(by="cli"):
        for place, kind in enumerate((ActivityKind.WORK, ActivityKind.OTHER), start=1):
            categories.add(project=bare, kind=kind, precedence=place, by="cli")
    categories.shift(project=bare, kind=ActivityKind.OTHER, by_places=-1, by=manager)
    categories.shift(project=bare, kind=ActivityKind.OTHER, by_places=-1, by=manager)
    now, before = categories.versions(bare)[:2]
    assert (now.set_by, now.order) == (manager, (ActivityKind.OTHER, ActivityKind.WORK))
    assert (before.set_by, before.order) == (None, (ActivityKind.WORK, ActivityKind.OTHER))
