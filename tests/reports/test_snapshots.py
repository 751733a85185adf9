"""The snapshot: figures beside claims, blank where a category wasn't in use, in the shape scripts rely on."""

import datetime as dt

import pytest

from projects.choices import ActivityKind
from reports.snapshots import as_json, build
from tests.reports.scenes import BEFORE, DAY, publish, use_only

pytestmark = pytest.mark.django_db


def test_build_zero_outside_the_validity_is_blank_and_inside_a_zero(project):
    use_only(project, ActivityKind.OTHER, dt.date(2022, 2, 1), DAY)
    before, now = build(project, [BEFORE, DAY]).columns
    assert (before.rows[ActivityKind.OTHER], now.rows[ActivityKind.OTHER]) == (None, 0)
    assert (before.out_of_use, now.out_of_use) == ((), ())


def test_build_figure_outside_the_validity_prints_and_is_named(project, enrol):
    use_only(project, ActivityKind.WORK, dt.date(2022, 2, 1))
    enrol(ActivityKind.WORK)
    before, now = build(project, [BEFORE, DAY]).columns
    assert (before.rows[ActivityKind.WORK], before.out_of_use) == (1, (ActivityKind.WORK,))
    assert now.out_of_use == ()


def test_build_published_figures_differ_only_where_they_are_given(project, enrol):
    enrol(ActivityKind.WORK)
    publish(project, active=1, cumulative=3, work=1, vocational=2, other=None)
    (column,) = build(project, [DAY]).columns
    assert column.differences == {"cumulative": 2, "vocational": 2}
    assert column.claimed == {"active": 1, "cumulative": 3, "work": 1, "vocational": 2, "other": None}


def test_build_unclassified_is_a_difference_only_where_something_was_published(project, enrol):
    enrol()
    publish(project, active=1)
    before, now = build(project, [BEFORE, DAY]).columns
    assert (before.claimed, before.differences) == (None, {})
    assert now.differences == {"unclassified": -1}


def test_as_json_has_the_keys_that_scripts_rely_on(project, enrol):
    enrol(ActivityKind.WORK, ActivityKind.VOCATIONAL)
    enrol()
    use_only(project, ActivityKind.OTHER, dt.date(2023, 1, 1))
    publish(project, active=2, work=1)
    nobody = {"integration": 0, "other_education": 0, "work_trial": 0, "unemployed": 0}
    assert as_json(build(project, [DAY])) == {
        "project": project.code,
        "columns": [
            {
                "date": "2022-04-30",
                "active": 2,
                "cumulative": 2,
                "rows": {"vocational": 1, "work": 0, "other": None, **nobody},
                "unclassified": 1,
                "secondary": {"vocational": 0, "work": 1, "other": 0, **nobody},
                "claimed": {"active": 2, "work": 1},
                "differences": {"work": 1, "unclassified": -1},
            }
        ],
    }


def test_build_all_projects_has_no_claims_and_no_blanks(project, enrol):
    enrol(ActivityKind.WORK)
    publish(project, active=9)
    built = build(None, [DAY])
    assert as_json(built)["project"] is None
    assert built.columns[0].claimed is None
    assert None not in built.columns[0].rows.values()


@pytest.mark.parametrize("clients", [1, 3])
def test_build_any_number_of_clients_takes_five_queries(project, enrol, clients, django_assert_num_queries):
    for _number in range(clients):
        enrol(ActivityKind.WORK)
    with django_assert_num_queries(5):
        build(project, [BEFORE, DAY])
