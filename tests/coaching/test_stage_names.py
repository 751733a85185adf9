import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from coaching import stage_names, topics
from coaching.models import Stage, Topic
from projects.models import Project
from tests.factories.clients import EnrolmentFactory
from tests.factories.coaching import StageFactory, TopicFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(stage_names=["Alku", "Valmennus", "Seuranta"])


def names_of(project):
    return Project.objects.get(pk=project.pk).stage_names


def test_stage_is_added_at_the_end_without_white_space_about_it(project):
    stage_names.add(project=project, name="  Jälki  huolto ", by="cli")
    assert names_of(project) == ["Alku", "Valmennus", "Seuranta", "Jälki huolto"]


@pytest.mark.parametrize("name", ["", "  ", "Valmennus", "valmennus", "x" * 61])
def test_stage_without_a_name_of_its_own_or_too_long_is_refused(project, name):
    with pytest.raises(ValidationError):
        stage_names.add(project=project, name=name, by="cli")
    with pytest.raises(ValidationError):
        stage_names.rename(project=project, name="Alku", to=name, by="cli")
    assert names_of(project) == ["Alku", "Valmennus", "Seuranta"]


def test_rename_takes_everybody_along_on_the_projects_own_path_only(project):
    now, past = StageFactory(enrolment__project=project), StageFactory(
        enrolment__project=project, ends_on=dt.date(2022, 2, 1)
    )  # fmt: skip
    elsewhere = StageFactory()
    stage_names.rename(project=project, name="Valmennus", to="Ohjaus", by="cli")
    assert names_of(project) == ["Alku", "Ohjaus", "Seuranta"]
    assert {stage.pk: stage.name for stage in Stage.objects.all()} == {
        now.pk: "Ohjaus", past.pk: "Ohjaus", elsewhere.pk: "Valmennus",
    }  # fmt: skip


def test_rename_may_change_capitals_only(project):
    stage_names.rename(project=project, name="Alku", to="ALKU", by="cli")
    assert names_of(project)[0] == "ALKU"


@pytest.mark.parametrize(
    ("name", "by_places", "order"),
    [
        ("Valmennus", -1, ["Valmennus", "Alku", "Seuranta"]),
        ("Valmennus", 1, ["Alku", "Seuranta", "Valmennus"]),
        ("Alku", -1, ["Alku", "Valmennus", "Seuranta"]),
        ("Seuranta", 1, ["Alku", "Valmennus", "Seuranta"]),
    ],
)
def test_shift_moves_by_one_place_and_stays_at_the_ends(project, name, by_places, order):
    stage_names.shift(project=project, name=name, by_places=by_places, by="cli")
    assert names_of(project) == order


def test_remove_of_a_stage_in_use_says_how_many_are_at_it(project, day):
    for _client in range(2):
        StageFactory(enrolment__project=project, name="Valmennus")
    with pytest.raises(ValidationError) as refusal:
        stage_names.remove(project=project, name="Valmennus", today=day, by="cli")
    assert refusal.value.messages == [
        "Tässä vaiheessa on 2 asiakasta. Siirrä heidät ensin toiseen vaiheeseen."
    ]
    assert names_of(project) == ["Alku", "Valmennus", "Seuranta"]


def test_remove_leaves_history_of_those_who_passed_the_stage_or_left_at_it(project, day):
    passed = StageFactory(enrolment__project=project, ends_on=dt.date(2022, 2, 1))
    gone = StageFactory(enrolment=EnrolmentFactory(project=project, ends_on=dt.date(2022, 3, 1)))
    stage_names.remove(project=project, name="Valmennus", today=day, by="cli")
    assert names_of(project) == ["Alku", "Seuranta"]
    assert list(Stage.objects.order_by("pk")) == [passed, gone]


def test_last_stage_is_not_removed(day):
    project = ProjectFactory(stage_names=["Alku"])
    with pytest.raises(ValidationError):
        stage_names.remove(project=project, name="Alku", today=day, by="cli")
    assert names_of(project) == ["Alku"]


def test_verbs_on_a_stage_the_path_no_longer_has_are_refused(project, day):
    for act, facts in (
        (stage_names.rename, {"to": "Uusi"}),
        (stage_names.shift, {"by_places": 1}),
        (stage_names.remove, {"today": day}),
    ):
        with pytest.raises(ValidationError, match="ei ole tällaista vaihetta"):
            act(project=project, name="Poistettu", **facts, by="cli")


def test_two_who_change_the_path_at_different_times_lose_nothing(project):
    read_before = Project.objects.get(pk=project.pk)
    stage_names.add(project=project, name="Uusi", by="cli")
    stage_names.rename(project=read_before, name="Alku", to="Alkuvaihe", by="cli")
    assert names_of(project) == ["Alkuvaihe", "Valmennus", "Seuranta", "Uusi"]


def listed(project):
    return list(topics.of_project(project).values_list("name", "position"))


def test_topics_are_added_in_order_and_moved_by_one_place(project):
    for name in ("CV", "Hakemus", "Opinnot"):
        topics.add(project=project, name=name, by="cli")
    assert listed(project) == [("CV", 0), ("Hakemus", 1), ("Opinnot", 2)]
    topics.shift(topic=Topic.objects.get(name="Opinnot"), by_places=-1, by="cli")
    topics.shift(topic=Topic.objects.get(name="CV"), by_places=-1, by="cli")
    assert listed(project) == [("CV", 0), ("Opinnot", 1), ("Hakemus", 2)]


def test_topics_that_share_a_place_are_put_in_order_when_one_is_moved(project):
    for name in ("CV", "Asuminen", "Kela"):
        TopicFactory(project=project, name=name)
    topics.shift(topic=Topic.objects.get(name="Kela"), by_places=-1, by="cli")
    assert listed(project) == [("Asuminen", 0), ("Kela", 1), ("CV", 2)]


@pytest.mark.parametrize("name", ["", " ", "cv", "CV "])
def test_topic_without_a_name_of_its_own_is_refused(project, name):
    topics.add(project=project, name="CV", by="cli")
    other = topics.add(project=project, name="Kela", by="cli")
    with pytest.raises(ValidationError):
        topics.add(project=project, name=name, by="cli")
    with pytest.raises(ValidationError):
        topics.rename(topic=other, name=name, by="cli")
    assert [name for name, _place in listed(project)] == ["CV", "Kela"]


def test_topic_is_renamed_and_taken_out_of_use_and_put_back(project):
    topic = topics.add(project=project, name="CV", by="cli")
    topics.rename(topic=topic, name="CV ja hakemus", by="cli")
    topics.take_out_of_use(topic=topic, by="cli")
    topic.refresh_from_db()
    assert (topic.name, topic.is_in_use) == ("CV ja hakemus", False)
    topics.put_in_use(topic=topic, by="cli")
    topic.refresh_from_db()
    assert topic.is_in_use is True
