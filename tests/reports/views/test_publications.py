"""The pages of publishing: check, publish, what was published, and what is known now."""

import json
from hashlib import sha256

import pytest
from django.urls import reverse

from clients.models import Client
from ohjaamo.sheets import XLSX
from projects.choices import ActivityKind
from reports.indicator_seeds import load_shipped
from reports.models import Publication
from staff import auditing
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.publications import PublicationFactory
from tests.reports.scenes import BEFORE, DAY
from tests.reports.sealed import seal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]

DATES = "?kind=snapshot&date=2022-01-05&date=2022-04-30"


@pytest.fixture
def manager(member_of, signed_in):
    return signed_in(member_of(Role.MANAGER))


def check_page(project) -> str:
    return reverse("reports:publish", args=[project.code]) + DATES


def page(name, *args) -> str:
    return reverse(f"reports:{name}", args=args)


def people_of(publication, figure="active", day=DAY) -> str:
    return page("published-people", publication.pk, publication.figures.get(figure=figure, as_of=day).pk)


def test_publish_shows_figures_beside_the_day_before_and_what_the_rules_found(project, enrol, manager):
    enrol(ActivityKind.WORK)
    enrol(starts_on=DAY)
    html = manager.get(check_page(project)).content.decode()
    assert "puuttuu toiminta." in html
    assert '<td class="num">1</td><td class="num">2</td><td class="num">+1</td>' in html
    assert "Julkaise: Tilannekuva 30.4.2022" in html


def test_publish_seals_what_was_looked_at(project, enrol, manager):
    enrol(ActivityKind.WORK)
    answer = manager.post(check_page(project), {"version": 1})
    publication = Publication.objects.get()
    assert answer.headers["Location"] == page("publication", publication.pk)
    assert (publication.days, publication.version) == ([BEFORE, DAY], 1)


def test_publish_of_a_version_somebody_else_made_meanwhile_asks_to_look_again(project, enrol, manager):
    enrol(ActivityKind.WORK)
    seal(project)
    answer = manager.post(check_page(project), {"version": 1})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Joku muu julkaisi tämän juuri." in html
    assert '<input type="hidden" name="version" id="id_version" value="2">' in html
    again = manager.post(check_page(project), {"version": 2, "reason": "Yksi puuttui."})
    assert (again.status_code, Publication.objects.count()) == (302, 2)


def test_publish_of_a_kind_that_cannot_be_sealed_says_so(project, manager):
    answer = manager.get(reverse("reports:publish", args=[project.code]) + "?date=2022-04-31&kind=weather")
    assert answer.status_code == 200


@pytest.mark.parametrize("versions", [1, 3])
def test_publications_any_number_takes_the_same_queries(
    project, manager, versions, django_assert_num_queries
):
    for version in range(1, versions + 1):
        reason = "Korjaus." if version > 1 else ""
        PublicationFactory(project=project, version=version, reason=reason)
    with django_assert_num_queries(6):
        html = manager.get(page("publications", project.code)).content.decode()
    assert html.count("Tilannekuva 30.4.2022") == versions


@pytest.mark.parametrize("clients", [1, 3])
def test_publication_any_number_of_people_takes_the_same_queries(
    project, enrol, manager, clients, django_assert_num_queries
):
    for _number in range(clients):
        enrol(ActivityKind.WORK)
    publication = seal(project)
    with django_assert_num_queries(6):
        html = manager.get(page("publication", publication.pk)).content.decode()
    assert publication.sha256 in html
    assert f'<a href="{people_of(publication)}">{clients}</a>' in html
    with django_assert_num_queries(12):
        manager.get(people_of(publication))


def test_publication_files_are_the_sealed_ones_to_the_letter(project, enrol, manager):
    enrol(ActivityKind.WORK)
    publication = seal(project)
    name = f"{project.code}-snapshot-2022-04-30-v1"
    answers = {
        each: manager.get(page(f"publication-{each}", publication.pk)) for each in ("pdf", "xlsx", "json")
    }
    assert sha256(answers["json"].content).hexdigest() == publication.sha256
    assert answers["pdf"].content == bytes(publication.pdf)
    assert answers["xlsx"].content == bytes(publication.book)
    assert answers["xlsx"].headers["Content-Type"] == XLSX
    for ending, answer in answers.items():
        assert f'"{name}.{ending}"' in answer.headers["Content-Disposition"]


def test_published_people_are_those_of_then_by_the_names_of_now(project, enrol, manager):
    client = enrol(ActivityKind.WORK, first_names="Amina")
    publication = seal(project)
    with auditing.act(by="cli"):
        client.enrolments.update(ends_on=BEFORE)
        Client.objects.filter(pk=client.pk).update(first_names="Aamina")
    html = manager.get(people_of(publication)).content.decode()
    assert "Warsame, Aamina" in html
    assert "Asiakkaita asiakkuudessa 30.4.2022: 1" in html


def test_published_people_whose_record_is_gone_stay_in_the_count(project, enrol, manager):
    client = enrol(ActivityKind.WORK)
    publication = seal(project)
    with auditing.act(by="cli"):
        client.activities.all().delete()
        client.enrolments.all().delete()
        Client.objects.filter(pk=client.pk).delete()
    html = manager.get(people_of(publication)).content.decode()
    assert "Asiakkaita asiakkuudessa 30.4.2022: 1" in html
    assert "Poistettu pyynnöstä" in html
    assert "Warsame" not in html


def test_published_people_shows_a_coach_her_own_and_says_how_many_more_there_are(
    project, enrol, member_of, signed_in
):
    coach = member_of(Role.COACH)
    mine, other = enrol(ActivityKind.WORK), enrol(ActivityKind.WORK)
    AssignmentFactory(client=mine, coach=coach)
    publication = seal(project)
    html = signed_in(coach).get(people_of(publication)).content.decode()
    assert "2, joista näet 1" in html
    assert (mine.client_number in html, other.client_number in html) == (True, False)


def test_published_people_of_another_publication_are_not_found(project, enrol, manager):
    enrol(ActivityKind.WORK)
    publication, other = seal(project), PublicationFactory(project=project, as_of=BEFORE)
    figure = publication.figures.first()
    assert manager.get(page("published-people", other.pk, figure.pk)).status_code == 404


def test_publication_now_says_that_nothing_has_changed(project, enrol, manager):
    enrol(ActivityKind.WORK)
    html = manager.get(page("publication-now", seal(project).pk)).content.decode()
    assert "Mikään ei ole muuttunut" in html


def test_publication_now_tells_who_makes_the_difference(project, enrol, manager):
    enrol(ActivityKind.WORK)
    publication = seal(project)
    late = enrol(ActivityKind.WORK)
    html = manager.get(page("publication-now", publication.pk)).content.decode()
    assert "Eron tekee 1 asiakas" in html
    assert late.client_number in html
    assert "Lisätty jälkikäteen: asiakkaana 1.1.2021–" in html


@pytest.mark.parametrize("clients", [1, 3])
def test_publication_now_any_number_of_people_takes_the_same_queries(
    project, enrol, manager, clients, django_assert_num_queries
):
    publication = seal(project)
    for _number in range(clients):
        enrol(ActivityKind.WORK)
    with django_assert_num_queries(25):
        manager.get(page("publication-now", publication.pk))


def test_publication_names_the_newer_version(project, manager):
    first, second = seal(project), seal(project, reason="Korjaus.")
    assert page("publication", second.pk) in manager.get(page("publication", first.pk)).content.decode()
    assert "Tästä on uudempi" not in manager.get(page("publication", second.pk)).content.decode()


def test_content_of_a_publication_keeps_what_was_explained(project, manager):
    told = json.loads(seal(project).content)
    assert told["rules"] == [rule for rule in told["rules"] if rule["is_met"]]
    EnrolmentFactory(project=project)
    html = manager.get(page("publication", seal(project, reason="Uusi.").pk)).content.decode()
    assert "Jäi selittämättä" in html


def test_publish_for_the_public_seals_what_opens_nobody(project, enrol, manager):
    for _number in range(6):
        enrol(ActivityKind.WORK)
    address = check_page(project) + "&audience=public"
    assert "Julkaise: Julkinen raportti" in manager.get(address).content.decode()
    manager.post(address, {"version": 1})
    publication = Publication.objects.get()
    html = manager.get(page("publication", publication.pk)).content.decode()
    assert publication.audience == "public"
    assert f"/{publication.pk}/people" not in html
    assert manager.get(page("publication-now", publication.pk)).status_code == 404


@pytest.mark.parametrize(("name", "kind"), [("results", "results"), ("indicators", "indicators")])
def test_page_of_a_report_leads_those_who_publish_to_the_check_page(project, manager, name, kind):
    load_shipped(by="cli")
    with auditing.act(by="cli"):
        type(project).objects.filter(pk=project.pk).update(programme_period="2021-2027")
    html = manager.get(page(name, project.code)).content.decode()
    assert f"?kind={kind}&amp;date=" in html
