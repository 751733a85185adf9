import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import obstacles
from clients.choices import ConsentKind, ObstacleKind
from clients.models import Obstacle
from tests.factories.assessments import HealthConsentFactory, ObstacleFactory
from tests.factories.clients import ClientFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

BEFORE, AFTER = dt.date(2022, 4, 29), dt.date(2022, 5, 1)
DETAIL = "Selkä leikattu"


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def add(user, day):
    def make(client=None, kind=ObstacleKind.HEALTH, **facts):
        facts = {"starts_on": day} | facts
        return obstacles.add(client=client or ClientFactory(), kind=kind, **facts, today=day, by=user)

    return make


def test_health_is_recorded_without_telling_what_it_is(add):
    assert add().detail == ""


@pytest.mark.parametrize(
    ("consent", "is_taken"),
    [
        (None, False),
        ({"starts_on": dt.date(2022, 4, 30)}, True),
        ({"starts_on": dt.date(2022, 5, 1)}, False),
        ({"starts_on": dt.date(2022, 1, 1), "ends_on": dt.date(2022, 4, 30)}, True),
        ({"starts_on": dt.date(2022, 1, 1), "ends_on": dt.date(2022, 4, 29)}, False),
        ({"starts_on": dt.date(2022, 1, 1), "kind": ConsentKind.SHARING}, False),
    ],
)
def test_what_health_is_like_is_taken_only_with_the_consent_in_force_that_day(add, consent, is_taken):
    client = ClientFactory()
    HealthConsentFactory()  # somebody else's
    if consent:
        HealthConsentFactory(client=client, **consent)
    if is_taken:
        assert add(client=client, detail=DETAIL).detail == DETAIL
    else:
        with pytest.raises(ValidationError) as refused:
            add(client=client, detail=DETAIL)
        assert "suostumuksella" in refused.value.message_dict["detail"][0]
        assert Obstacle.objects.count() == 0


def test_other_obstacles_tell_what_they_are_but_do_not_turn_into_health(add, user, day):
    obstacle = add(kind=ObstacleKind.CHILDCARE, detail="Päiväkoti 1.8. alkaen")
    facts = {"starts_on": day, "ends_on": None, "today": day, "by": user}
    with pytest.raises(ValidationError, match="suostumuksella"):
        obstacles.change(row=obstacle, kind=ObstacleKind.HEALTH, detail=DETAIL, **facts)
    obstacles.change(row=obstacle, kind=ObstacleKind.HEALTH, detail="", **facts)
    obstacle.refresh_from_db()
    assert (obstacle.kind, obstacle.detail) == ("health", "")


@pytest.mark.parametrize(
    ("facts", "column"),
    [({"starts_on": AFTER}, "starts_on"), ({"starts_on": BEFORE, "ends_on": AFTER}, "ends_on")],
)
def test_days_to_come_are_refused(add, facts, column):
    with pytest.raises(ValidationError) as refused:
        add(**facts)
    assert list(refused.value.message_dict) == [column]


def test_obstacle_is_solved_once_and_opened_again_by_putting_it_right(user, day):
    obstacle = ObstacleFactory(starts_on=BEFORE)
    obstacles.solve(obstacle=obstacle, day=day, today=day, by=user)
    obstacle.refresh_from_db()
    assert obstacle.ends_on == day
    with pytest.raises(ValidationError, match="jo ratkaistu"):
        obstacles.solve(obstacle=obstacle, day=day, today=day, by=user)
    facts = {"kind": obstacle.kind, "starts_on": BEFORE, "detail": "", "today": day, "by": user}
    obstacles.change(row=obstacle, ends_on=None, **facts)
    obstacle.refresh_from_db()
    assert obstacle.ends_on is None


@pytest.mark.parametrize(("solved_on", "said"), [(AFTER, "vasta tulossa"), (BEFORE, "ennen ensimmäistä")])
def test_obstacle_is_not_solved_before_it_began_or_on_a_day_to_come(user, day, solved_on, said):
    obstacle = ObstacleFactory(starts_on=day)
    with pytest.raises(ValidationError, match=said):
        obstacles.solve(obstacle=obstacle, day=solved_on, today=day, by=user)


def test_open_obstacles_come_first_and_the_newest_first_in_each():
    rows = [
        ObstacleFactory(starts_on=dt.date(2022, month, 1), ends_on=ends_on)
        for month, ends_on in ((1, None), (2, BEFORE), (3, None), (4, BEFORE))
    ]
    assert obstacles.open_first(rows) == [rows[2], rows[0], rows[3], rows[1]]


def test_days_before_the_birth_are_refused(add):
    client = ClientFactory(born_on=dt.date(1990, 5, 6))
    with pytest.raises(ValidationError) as refused:
        add(client=client, starts_on=dt.date(1900, 1, 1))
    assert refused.value.message_dict == {"starts_on": ["Tarkista vuosi."]}


def test_an_obstacle_of_no_kind_says_what_it_is(add, user, day):
    for words in ("", "  "):
        with pytest.raises(ValidationError) as refused:
            add(kind=ObstacleKind.OTHER, detail=words)
        assert refused.value.message_dict == {"detail": ["Kerro, mikä on esteenä."]}
    obstacle = add(kind=ObstacleKind.OTHER, detail="Oikeudenkäynti kesken")
    facts = {"starts_on": day, "ends_on": None, "detail": "", "today": day, "by": user}
    with pytest.raises(ValidationError, match="mikä on esteenä"):
        obstacles.change(row=obstacle, kind=ObstacleKind.OTHER, **facts)


@pytest.mark.parametrize("words", ["", "Asunto menee alta"])
def test_the_same_obstacle_is_not_open_twice(add, user, day, words):
    client = ClientFactory()
    add(client=client, kind=ObstacleKind.HOUSING, detail=words, ends_on=day)
    add(kind=ObstacleKind.HOUSING, detail=words)  # somebody else's
    obstacle = add(client=client, kind=ObstacleKind.HOUSING, detail=words)
    with pytest.raises(ValidationError) as refused:
        add(client=client, kind=ObstacleKind.HOUSING, detail=words.upper())
    assert refused.value.message_dict == {"kind": ["Tämä este on jo auki."]}
    other = add(client=client, kind=ObstacleKind.HOUSING, detail="Vuokravelka")
    facts = {"kind": ObstacleKind.HOUSING, "starts_on": BEFORE, "detail": words, "today": day, "by": user}
    with pytest.raises(ValidationError, match="jo auki"):
        obstacles.change(row=other, ends_on=None, **facts)
    obstacles.change(row=other, ends_on=day, **facts)
    obstacles.change(row=obstacle, ends_on=None, **facts)
    assert Obstacle.objects.filter(client=client, ends_on=None).count() == 1
