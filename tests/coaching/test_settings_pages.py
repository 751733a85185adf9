"""The settings of a project: the pages of two apps, gone through by the manager."""

import datetime as dt

import pytest
from django.urls import reverse

from coaching.models import Stage, Topic
from projects.choices import ProjectPart
from projects.models import Project, ServiceLanguage, TargetGroup
from staff import auditing
from staff.permissions import Role
from tests.factories.arrivals import TargetGroupFactory
from tests.factories.coaching import StageFactory, TopicFactory
from tests.factories.projects import MembershipFactory, ProjectFactory, ServiceLanguageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(member_of):
    return member_of(Role.MANAGER)


@pytest.fixture
def browser(signed_in, manager):
    return signed_in(manager)


def texts_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def page(name, *args) -> str:
    return reverse(name, args=args)


def test_door_leads_to_the_settings_of_the_only_project_and_lets_choose_among_several(
    browser, manager, project
):
    assert browser.get(page("projects:list")).headers["Location"] == page("projects:settings", project.code)
    other = MembershipFactory(user=manager, roles=[Role.MANAGER]).project
    text = texts_of(browser.get(page("projects:list")))
    assert [page("projects:settings", code) in text for code in (project.code, other.code)] == [True, True]


def links_on(response) -> list[str]:
    return [entry["url"] for entry in response.context["entries"]]


def test_hub_lists_what_the_manager_keeps_and_hides_the_stages_where_paths_are_not_used(browser, project):
    stages, topics = page("coaching:stages", project.code), page("coaching:topics", project.code)
    found = links_on(browser.get(page("projects:settings", project.code)))
    assert {stages, topics, page("projects:parts", project.code)} <= set(found)
    with auditing.act(by="cli"):
        Project.objects.filter(pk=project.pk).update(parts_off=[ProjectPart.PATH])
    found = links_on(browser.get(page("projects:settings", project.code)))
    assert (stages in found, topics in found) == (False, True)


def test_hub_of_the_coordinator_holds_the_catalogue_only(signed_in, member_of, project):
    found = links_on(signed_in(member_of(Role.COORDINATOR)).get(page("projects:settings", project.code)))
    kept = [page("projects:parts", project.code), page("coaching:stages", project.code)]
    assert [link in found for link in kept] == [False, False]


def test_every_link_of_the_hub_opens(browser, project):
    found = links_on(browser.get(page("projects:settings", project.code)))
    assert {link: browser.get(link).status_code for link in found} == dict.fromkeys(found, 200)


def test_navigation_shows_settings_to_those_who_keep_something(signed_in, member_of):
    def shows(role):
        places = signed_in(member_of(role)).get("/").context["navigation"]
        return page("projects:list") in [place["url"] for place in places]

    assert [shows(role) for role in (Role.COACH, Role.SECRETARY, Role.COORDINATOR, Role.MANAGER)] == [
        False, False, True, True,
    ]  # fmt: skip


def test_parts_are_shown_as_they_are_and_saved(browser, project):
    address = page("projects:parts", project.code)
    assert browser.get(address).context["form"]["parts"].value() == list(ProjectPart)
    assert browser.post(address, {"parts": ["path", "groups"]}).headers["Location"] == address
    project.refresh_from_db()
    assert (project.has_part(ProjectPart.GROUPS), project.has_part(ProjectPart.MONEY)) == (True, False)


def test_reporting_date_is_added_refused_and_removed(browser, project):
    address = page("projects:reporting-dates", project.code)
    browser.post(address, {"day": "2022-04-30"})
    refused = browser.post(address, {"day": "1999-01-01"})
    assert (refused.status_code, 'value="1999-01-01"' in refused.content.decode()) == (422, True)
    assert "30.4.2022" in texts_of(browser.get(address))
    browser.post(page("projects:reporting-date-remove", project.code), {"day": "2022-04-30"})
    project.refresh_from_db()
    assert project.reporting_dates == []


def test_target_group_is_added_ended_and_its_name_taken_once(browser, project):
    address = page("projects:target-groups", project.code)
    data = {"name": "Kv. opiskelijat", "kind": "pilot", "starts_on": "2022-01-01"}
    assert browser.post(address, data).headers["Location"] == address
    assert browser.post(address, data).status_code == 422
    group = TargetGroup.objects.get()
    browser.post(page("projects:target-group-change", group.pk), data | {"ends_on": "2022-12-31"})
    group.refresh_from_db()
    assert (group.kind, group.ends_on) == ("pilot", dt.date(2022, 12, 31))
    assert "Päättyi" in texts_of(browser.get(address))


def test_language_is_added_and_ended(browser, project):
    address = page("projects:languages", project.code)
    browser.post(address, {"language": "som", "starts_on": "2022-01-01"})
    assert browser.post(address, {"language": "som", "starts_on": "2022-02-01"}).status_code == 422
    service = ServiceLanguage.objects.get()
    browser.post(page("projects:language-end", service.pk), {"ends_on": "2022-12-31"})
    service.refresh_from_db()
    assert (service.language, service.ends_on) == ("som", dt.date(2022, 12, 31))


def test_stages_are_added_ordered_renamed_and_removed(browser, project):
    with auditing.act(by="cli"):
        Project.objects.filter(pk=project.pk).update(stage_names=["Alku", "Valmennus"])
    stage = StageFactory(enrolment__project=project, name="Valmennus")
    address = page("coaching:stages", project.code)
    browser.post(address, {"name": "Seuranta"})
    browser.post(page("coaching:stage-shift", project.code), {"name": "Seuranta", "towards": "up"})
    browser.post(page("coaching:stage-rename", project.code, 3), {"old": "Valmennus", "name": "Ohjaus"})
    stage.refresh_from_db()
    project.refresh_from_db()
    assert (project.stage_names, stage.name) == (["Alku", "Seuranta", "Ohjaus"], "Ohjaus")
    assert browser.get(address).context["rows"] == [("Alku", 0), ("Seuranta", 0), ("Ohjaus", 1)]
    refused = browser.post(page("coaching:stage-remove", project.code), {"name": "Ohjaus"}, follow=True)
    assert "Tässä vaiheessa on 1 asiakas." in texts_of(refused)
    browser.post(page("coaching:stage-remove", project.code), {"name": "Alku"})
    project.refresh_from_db()
    assert project.stage_names == ["Seuranta", "Ohjaus"]


def test_stage_whose_place_has_changed_since_is_renamed_by_the_name_it_was_shown_with(browser, project):
    with auditing.act(by="cli"):
        Project.objects.filter(pk=project.pk).update(stage_names=["Uusi ensin", "Alku", "Valmennus"])
    browser.post(page("coaching:stage-rename", project.code, 1), {"old": "Alku", "name": "Alkuvaihe"})
    project.refresh_from_db()
    assert project.stage_names == ["Uusi ensin", "Alkuvaihe", "Valmennus"]
    assert browser.get(page("coaching:stage-rename", project.code, 4)).status_code == 404


def test_name_that_is_taken_keeps_what_was_typed(browser, project):
    TopicFactory(project=project, name="CV")
    for name, taken in (("coaching:topics", "CV"), ("coaching:stages", "Valmennus")):
        refused = browser.post(page(name, project.code), {"name": taken})
        assert (refused.status_code, f'value="{taken}"' in refused.content.decode()) == (422, True)


def test_topics_are_added_ordered_renamed_and_taken_out_of_use(browser, project):
    address = page("coaching:topics", project.code)
    for name in ("CV", "Kela"):
        browser.post(address, {"name": name})
    cv, kela = Topic.objects.order_by("pk")
    browser.post(page("coaching:topic-shift", kela.pk), {"towards": "up"})
    browser.post(page("coaching:topic-rename", cv.pk), {"name": "CV ja hakemus"})
    for _press in range(2):
        browser.post(page("coaching:topic-use", kela.pk), {"use": "no"})
    shown = [(topic.name, topic.is_in_use) for topic in browser.get(address).context["topics"]]
    assert shown == [("Kela", False), ("CV ja hakemus", True)]
    browser.post(page("coaching:topic-use", kela.pk), {"use": "yes"})
    kela.refresh_from_db()
    assert kela.is_in_use is True


def test_things_of_another_project_are_not_found(browser):
    other = ProjectFactory()
    rows = {
        "coaching:topic-rename": TopicFactory(project=other),
        "coaching:topic-shift": TopicFactory(project=other),
        "coaching:topic-use": TopicFactory(project=other),
        "projects:target-group-change": TargetGroupFactory(project=other),
        "projects:language-end": ServiceLanguageFactory(project=other),
    }
    answers = {
        name: browser.post(page(name, row.pk), {"name": "x"}).status_code for name, row in rows.items()
    }
    assert answers == dict.fromkeys(rows, 404)


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_database_as_often_however_long_they_are(
    browser, project, django_assert_num_queries, rows
):
    for language in ("som", "ara", "rus")[:rows]:
        ServiceLanguageFactory(project=project, language=language)
        TargetGroupFactory(project=project)
        TopicFactory(project=project)
        StageFactory(enrolment__project=project)
    assert Stage.objects.count() == rows
    lists = ("coaching:stages", "coaching:topics", "projects:target-groups", "projects:languages")
    for name in lists:
        with django_assert_num_queries(5):
            browser.get(page(name, project.code))
