import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients.models import Enrolment
from coaching import stages
from coaching.models import Stage
from coaching.paths import passages, path_of, with_stage
from projects.choices import ProjectPart
from staff import auditing
from tests.factories.clients import EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

MAY, JUNE, JULY = dt.date(2022, 5, 1), dt.date(2022, 6, 1), dt.date(2022, 7, 1)
TODAY = dt.date(2022, 8, 1)


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


@pytest.fixture
def three(stay):
    """Alkukartoitus in May, Suunnitelma in June, Valmennus from July on."""
    for name, day in (("Alkukartoitus", MAY), ("Suunnitelma", JUNE), ("Valmennus", JULY)):
        stages.move(enrolment=stay, name=name, day=day, by="cli")
    return {stage.name: stage for stage in stay.stages.all()}


@pytest.mark.parametrize("starts_on", [dt.date(2022, 5, 20), JUNE, dt.date(2022, 6, 30), dt.date(2022, 5, 2)])
def test_correct_moves_the_first_day_and_the_end_of_the_stage_before(stay, three, starts_on):
    stages.correct(stage=three["Suunnitelma"], starts_on=starts_on, today=TODAY, by="cli")
    assert rows(stay) == [
        ("Alkukartoitus", MAY, starts_on - dt.timedelta(days=1)),
        ("Suunnitelma", starts_on, dt.date(2022, 6, 30)),
        ("Valmennus", JULY, None),
    ]


@pytest.mark.parametrize(
    ("name", "starts_on"),
    [
        ("Suunnitelma", MAY),
        ("Suunnitelma", dt.date(2022, 4, 30)),
        ("Suunnitelma", JULY),
        ("Valmennus", TODAY + dt.timedelta(days=1)),
        ("Alkukartoitus", dt.date(2021, 12, 31)),
    ],
)
def test_correct_that_leaves_a_stage_no_day_or_goes_outside_is_refused(stay, three, name, starts_on):
    before = rows(stay)
    with pytest.raises(ValidationError):
        stages.correct(stage=three[name], starts_on=starts_on, today=TODAY, by="cli")
    assert rows(stay) == before


def test_correct_of_the_first_stage_has_nothing_before_it(stay, three):
    stages.correct(stage=three["Alkukartoitus"], starts_on=dt.date(2022, 1, 1), today=TODAY, by="cli")
    assert rows(stay)[0] == ("Alkukartoitus", dt.date(2022, 1, 1), dt.date(2022, 5, 31))


def test_withdraw_lets_the_stage_before_go_on_in_its_place(stay, three):
    stages.withdraw(stage=three["Suunnitelma"], by="cli")
    assert rows(stay) == [("Alkukartoitus", MAY, dt.date(2022, 6, 30)), ("Valmennus", JULY, None)]
    history = auditing.events_of(Stage).filter(pgh_obj_id=three["Suunnitelma"].pk)
    assert list(history.values_list("pgh_label", flat=True).order_by("pgh_id"))[-1] == "delete"


def test_withdraw_of_the_last_and_of_the_first_stage(stay, three):
    stages.withdraw(stage=three["Valmennus"], by="cli")
    stages.withdraw(stage=three["Alkukartoitus"], by="cli")
    assert rows(stay) == [("Suunnitelma", JUNE, None)]


def test_withdraw_between_two_stages_of_one_name_makes_them_one(stay, three):
    stages.move(enrolment=stay, name="Suunnitelma", day=TODAY, by="cli")
    stages.withdraw(stage=three["Valmennus"], by="cli")
    assert rows(stay)[1:] == [("Suunnitelma", JUNE, None)]


def test_passages_tell_days_and_who_moved_the_latest_first(stay):
    coach = UserFactory(first_name="Liisa", last_name="Virtanen")
    stages.move(enrolment=stay, name="Alkukartoitus", day=MAY, by="cli")
    stages.move(enrolment=stay, name="Suunnitelma", day=JUNE, by=coach)
    stages.move(enrolment=stay, name="Valmennus", day=JULY, by="cli")
    told = [(each.stage.name, each.days, each.mover) for each in passages(stay, dt.date(2022, 6, 10))]
    assert told == [("Suunnitelma", 10, "Liisa Virtanen"), ("Alkukartoitus", 31, "")]


def test_passages_of_an_ended_stay_stop_counting_at_its_end(stay):
    stages.move(enrolment=stay, name="Seuranta", day=dt.date(2022, 12, 22), by="cli")
    assert [each.days for each in passages(stay, dt.date(2023, 6, 1))] == [10]
