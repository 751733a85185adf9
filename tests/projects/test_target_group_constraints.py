import pytest

from projects.choices import TargetGroupKind
from projects.models import TargetGroup
from tests.factories.arrivals import TargetGroupFactory
from tests.factories.projects import ProjectFactory
from tests.refusals import assert_days_ordered, assert_refused, assert_stands, changed

pytestmark = pytest.mark.django_db


def test_target_group_days_are_ordered(project):
    def group(starts_on, ends_on) -> TargetGroup:
        return TargetGroup(project=project, name="Nuoret", starts_on=starts_on, ends_on=ends_on)

    assert_days_ordered(group, "projects_targetgroup_days_ordered")


@pytest.mark.parametrize("name", ["", "  "])
def test_target_group_without_a_name_is_refused(project, name):
    row = changed(TargetGroupFactory(project=project), {"name": name})
    assert_refused(row, "projects_targetgroup_named")


@pytest.mark.parametrize("kind", ["", "x"])
def test_target_group_of_an_unknown_kind_is_refused(project, kind):
    row = changed(TargetGroupFactory(project=project), {"kind": kind})
    assert_refused(row, "projects_targetgroup_kind_known")


def test_target_group_has_a_name_of_its_own_in_its_project(project):
    first = TargetGroupFactory(project=project, kind=TargetGroupKind.PILOT)
    again = TargetGroup(project=project, name=first.name, starts_on=first.starts_on)
    assert_refused(again, "projects_targetgroup_name_once")
    assert_stands(changed(again, {"project": ProjectFactory()}))
