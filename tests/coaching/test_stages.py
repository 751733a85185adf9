import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients.models import Enrolment
from coaching import stages
from coaching.paths import path_of, with_stage
from projects.choices import ProjectPart
from tests.factories.clients import EnrolmentFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

MAY, JUNE = dt.date(2022, 5, 1), dt.date(2022, 6, 1)


@pytest.fixture
def stay(project):
    return EnrolmentFactory(project=project, starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2022, 12, 31))


def rows(stay):
    return list(stay.stages.order_by("starts_on").values_list("name", "starts_on", "ends_on"))


def path_on(stay, day):
    return path_of(with_stage(Enrolment.objects.filter(pk=stay.pk), day).get(), day)


def test_move_ends_the_stage_before_on_the_day_before(stay):
    stages.move(enrolment=stay, name="Alkukartoitus", day=MAY, by="cli")
    stages.move(enrolment=stay, name="Valmennus", day=JUNE, by="cli")
    assert rows(stay) == [("Alkukartoitus", MAY, dt.date(2022, 5, 31)), ("Valmennus", JUNE, None)]


def test_move_twice_on_a_day_keeps_the_last(stay):
    stages.move(enrolment=stay, name="Alkukartoitus", day=MAY, by="cli")
    stages.move(enrolment=stay, name="Suunnitelma", day=MAY, by="cli")
    assert rows(stay) == [("Suunnitelma", MAY, None)]


def test_move_by_mistake_and_back_the_same_day_leaves_the_stage_as_it_was(stay):
    stages.move(enrolment=stay, name="Alkukartoitus", day=MAY, by="cli")
    stages.move(enrolment=stay, name="Valmennus", day=JUNE, by="cli")
    stage = stages.move(enrolment=stay, name="Alkukartoitus", day=JUNE, by="cli")
    assert (stage.starts_on, rows(stay)) == (MAY, [("Alkukartoitus", MAY, None)])


def test_move_back_on_a_later_day_begins_the_stage_anew(stay):
    for name, day in (("Alkukartoitus", 1), ("Valmennus", 2), ("Alkukartoitus", 3)):
        stages.move(enrolment=stay, name=name, day=dt.date(2022, 6, day), by="cli")
    assert [starts_on.day for _name, starts_on, _ends_on in rows(stay)] == [1, 2, 3]


def test_move_in_a_project_without_paths_is_refused():
    stay = EnrolmentFactory(project=ProjectFactory(parts_off=[ProjectPart.PATH]))
    with pytest.raises(ValidationError):
        stages.move(enrolment=stay, name="Valmennus", day=JUNE, by="cli")
    assert rows(stay) == []


def test_move_backwards_on_the_path_is_allowed(stay):
    stages.move(enrolment=stay, name="Seuranta", day=MAY, by="cli")
    stages.move(enrolment=stay, name="Valmennus", day=JUNE, by="cli")
    assert rows(stay)[-1] == ("Valmennus", JUNE, None)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Nonsense", JUNE),
        ("Alkukartoitus", JUNE),
        ("Valmennus", dt.date(2021, 12, 31)),
        ("Valmennus", dt.date(2023, 1, 1)),
        ("Valmennus", dt.date(2022, 4, 30)),
    ],
)
def test_move_to_unknown_or_same_stage_outside_the_stay_or_before_a_later_stage_is_refused(stay, name, day):
    stages.move(enrolment=stay, name="Alkukartoitus", day=MAY, by="cli")
    with pytest.raises(ValidationError):
        stages.move(enrolment=stay, name=name, day=day, by="cli")
    assert rows(stay) == [("Alkukartoitus", MAY, None)]


def test_path_tells_number_days_and_what_is_behind_and_ahead(stay):
    stages.move(enrolment=stay, name="Suunnitelma", day=MAY, by="cli")
    path = path_on(stay, JUNE)
    assert (path.name, path.number, path.days, path.next_name) == ("Suunnitelma", 3, 32, "Valmennus")
    assert [place.state for place in path.places] == ["done", "done", "current", "later", "later", "later"]


def test_path_of_an_ended_stay_stops_counting_at_its_end(stay):
    stages.move(enrolment=stay, name="Seuranta", day=dt.date(2022, 12, 22), by="cli")
    path = path_on(stay, dt.date(2023, 6, 1))
    assert (path.days, path.number, path.next_name) == (10, 6, "")


def test_path_before_any_stage_has_no_name_and_nothing_behind(stay):
    path = path_on(stay, JUNE)
    assert (path.name, path.number, {place.state for place in path.places}) == ("", 0, {"later"})


def test_path_of_project_without_paths_is_none():
    stay = EnrolmentFactory(project=ProjectFactory(parts_off=[ProjectPart.PATH]))
    assert path_on(stay, JUNE) is None
