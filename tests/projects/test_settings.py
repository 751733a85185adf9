import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from projects import parts, projects, reporting_dates, target_groups
from projects.choices import ProjectPart, TargetGroupKind
from projects.models import Project, TargetGroup
from tests.factories.arrivals import TargetGroupFactory, TargetGroupMemberFactory
from tests.factories.projects import ProjectFactory, ServiceLanguageFactory

pytestmark = pytest.mark.django_db

APRIL, AUGUST = dt.date(2022, 4, 30), dt.date(2022, 8, 31)


def test_choose_switches_off_every_part_that_is_not_chosen(project):
    parts.choose(project=project, parts=[ProjectPart.PATH, "groups"], by="cli")
    project.refresh_from_db()
    assert set(project.parts_off) == set(ProjectPart) - {ProjectPart.PATH, ProjectPart.GROUPS}
    parts.choose(project=project, parts=list(ProjectPart), by="cli")
    project.refresh_from_db()
    assert project.parts_off == []


def test_reporting_dates_stand_in_order_once_each_whoever_adds_them(project):
    read_before = Project.objects.get()
    reporting_dates.add(project=project, day=AUGUST, by="cli")
    reporting_dates.add(project=read_before, day=APRIL, by="cli")
    reporting_dates.add(project=read_before, day=APRIL, by="cli")
    project.refresh_from_db()
    assert project.reporting_dates == [APRIL, AUGUST]


def test_reporting_date_removed_twice_stays_away(project):
    for day in (APRIL, AUGUST):
        reporting_dates.add(project=project, day=day, by="cli")
    for _press in range(2):
        reporting_dates.remove(project=project, day=APRIL, by="cli")
    project.refresh_from_db()
    assert project.reporting_dates == [AUGUST]


def test_reporting_date_outside_the_project_is_refused():
    first, last = dt.date(2022, 1, 1), dt.date(2022, 12, 31)
    project = ProjectFactory(starts_on=first, ends_on=last)
    for day in (first, last):
        reporting_dates.add(project=project, day=day, by="cli")
    for day in (first - dt.timedelta(days=1), last + dt.timedelta(days=1)):
        with pytest.raises(ValidationError, match=r"Hanke on käynnissä 1\.1\.2022–31\.12\.2022"):
            reporting_dates.add(project=project, day=day, by="cli")
    project.refresh_from_db()
    assert project.reporting_dates == [first, last]


def test_target_group_is_added_and_changed(project):
    facts = {"kind": TargetGroupKind.PILOT, "starts_on": APRIL, "by": "cli"}
    group = target_groups.add(project=project, name=" Kv. opiskelijat ", **facts)
    target_groups.change(group=group, name="Opiskelijat", ends_on=AUGUST, **facts)
    row = TargetGroup.objects.get()
    assert (row.project, row.name, row.kind, row.starts_on, row.ends_on) == (
        project, "Opiskelijat", "pilot", APRIL, AUGUST,
    )  # fmt: skip


def test_target_group_can_not_end_before_somebody_came_into_it(project):
    group = TargetGroupFactory(project=project)
    TargetGroupMemberFactory(enrolment__project=project, group=group, starts_on=AUGUST)
    facts = {"name": "Nuoret", "kind": TargetGroupKind.TARGET, "starts_on": APRIL, "by": "cli"}
    with pytest.raises(ValidationError) as refusal:
        target_groups.change(group=group, ends_on=AUGUST - dt.timedelta(days=1), **facts)
    assert refusal.value.message_dict == {"ends_on": ["Kohderyhmään on tullut asiakas tämän päivän jälkeen."]}
    assert target_groups.change(group=group, ends_on=AUGUST, **facts).ends_on == AUGUST


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"name": "  "}, "Tämä kenttä ei voi olla tyhjä."),
        ({"name": "Nuoret"}, "Hankkeella on jo tämän niminen kohderyhmä."),
        ({"ends_on": dt.date(2022, 4, 29)}, "Viimeinen päivä on ennen ensimmäistä."),
    ],
)
def test_target_group_that_breaks_a_rule_is_refused_in_words(project, facts, told):
    usual = {"kind": TargetGroupKind.TARGET, "starts_on": APRIL, "by": "cli"}
    target_groups.add(project=project, name="Nuoret", **usual)
    with pytest.raises(ValidationError) as refusal:
        target_groups.add(project=project, **{"name": "Vanhat", **usual, **facts})
    assert told in refusal.value.messages
    assert TargetGroup.objects.count() == 1


def test_serving_in_a_language_ends_with_a_last_day(project):
    service = ServiceLanguageFactory(project=project, starts_on=APRIL)
    projects.stop_serving(service=service, ends_on=AUGUST, by="cli")
    service.refresh_from_db()
    assert service.ends_on == AUGUST
    with pytest.raises(ValidationError):
        projects.stop_serving(service=service, ends_on=dt.date(2022, 1, 1), by="cli")
