"""Results and indicators are sealed like the status snapshot: as of a day, with the people behind each number."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from clients.choices import Gender, OutcomeKind
from projects.choices import ActivityKind
from reports import causes, known_now, publication_tables, publishable
from reports.figures import indicators
from reports.indicator_seeds import load_shipped
from reports.models import Publication
from staff import auditing
from tests.factories.clients import OutcomeFactory
from tests.factories.participations import ParticipationFactory
from tests.factories.projects import ProjectFactory
from tests.reports.scenes import BEFORE, DAY
from tests.reports.sealed import TODAY, seal
from tests.reports.test_commands import told as told_by_command

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]
# What is written later has another moment than the publication.
later = pytest.mark.django_db(transaction=True)


@pytest.fixture
def counted_project(db):
    """A project whose indicators are known."""
    load_shipped(by="cli")
    return ProjectFactory(programme_period="2021-2027")


def of_results(project) -> Publication:
    return seal(project, kind="results", days=[DAY])


def of_indicators(project) -> Publication:
    return seal(project, kind="indicators", days=[DAY])


def causes_now(publication) -> dict[int, list[str]]:
    """The causes, without their days and writers."""
    with translation.override("en"):
        found = causes.causes(publication, known_now.moved(known_now.compare(publication)))
    return {key: [text.rpartition(" (")[0] or text for text in texts] for key, texts in found.items()}


def test_results_are_sealed_until_the_day_with_the_people_behind(project, enrol):
    client = enrol(ActivityKind.WORK, nationalities=["SO"])
    for day in (BEFORE, DAY, DAY + dt.timedelta(days=1)):
        OutcomeFactory(client=client, project=project, kind=OutcomeKind.CV, happened_on=day)
    publication = of_results(project)
    values = {each.figure: each.value for each in publication.figures.all()}
    assert (values["result:cv:events"], values["result:cv:persons"]) == (2, 1)
    assert values["nationality:SO:persons"] == 1
    events = publication.figures.get(figure="result:cv:events")
    assert [each.client_key for each in events.members.all()] == [client.pk]
    counted = publishable.counted("results", project, [DAY])
    assert values == {each.figure: each.value for each in counted}


def test_results_say_whether_they_add_up_and_what_lacks_evidence(project, enrol):
    OutcomeFactory(
        client=enrol(), project=project, kind=OutcomeKind.EMPLOYMENT, happened_on=DAY, evidence_place=""
    )
    rules = json.loads(of_results(project).content)["rules"]
    assert [(each["rule"], each["is_met"]) for each in rules if each["rule"] in ("sums", "evidence")] == [
        ("sums", True),
        ("sums", True),
        ("evidence", False),
    ]


def test_results_that_do_not_add_up_are_refused(project, monkeypatch):
    monkeypatch.setattr("reports.figures.tally.Table.adds_up", False)
    with pytest.raises(ValidationError), translation.override("en"):
        of_results(project)
    assert Publication.objects.count() == 0


@later
def test_result_logged_late_is_a_difference_with_its_cause(project, enrol):
    client = enrol(ActivityKind.WORK)
    publication = of_results(project)
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.CV, happened_on=DAY, quantity=2)
    different = {each.figure: each.difference for each in known_now.compare(publication) if not each.is_same}
    assert (different["result:cv:events"], different["result:cv:persons"]) == (-2, -1)
    (texts,) = causes_now(publication).values()
    assert [text.partition(":")[0] for text in texts] == ["Added late"]


@later
def test_nationality_told_since_is_the_cause(project, enrol):
    client = enrol(ActivityKind.WORK, nationalities=["SO"])
    publication = of_results(project)
    client.nationalities = ["ET"]
    with auditing.act(by="cli"):
        client.save()
    assert causes_now(publication) == {client.pk: ["Facts corrected: nationalities"]}


def test_indicators_are_sealed_by_gender_with_what_their_versions_mean(counted_project, enrol):
    client = enrol(project=counted_project, gender=Gender.FEMALE)
    ParticipationFactory(client=client, project=counted_project)
    publication = of_indicators(counted_project)
    values = {each.figure: each.value for each in publication.figures.all()}
    found = {each.figure: each.value for each in indicators.counted(counted_project, DAY)}
    assert values == found
    assert (values["indicator:EECO01"], values["indicator:EECO01:female"]) == (1, 1)
    content = json.loads(publication.content)
    assert content["definitions"][0]["term"] == "EECO01 Osallistujat yhteensä"
    labels = {each["figure"]: each["label"] for each in content["figures"]}
    assert labels["indicator:incomplete"] == "Osallistujat, joiden tiedot ovat vajaat"
    assert labels["indicator:EECO01"] == "EECO01 Osallistujat yhteensä"


@later
def test_fact_of_a_participant_told_since_is_the_cause(counted_project, enrol):
    client = enrol(project=counted_project, gender=Gender.FEMALE)
    participation = ParticipationFactory(client=client, project=counted_project)
    publication = of_indicators(counted_project)
    participation.labour_status, participation.is_homeless = "employed", True
    with auditing.act(by="cli"):
        participation.save()
    assert causes_now(publication) == {
        client.pk: ["Facts corrected: labour market status at entry, homeless or without secure housing"]
    }


def test_indicators_of_no_known_programme_period_are_refused(project):
    with pytest.raises(ValidationError) as refused, translation.override("en"):
        of_indicators(project)
    assert len(refused.value.messages) == 1
    assert Publication.objects.count() == 0


def test_only_the_last_of_the_days_counts(project, enrol):
    enrol(ActivityKind.WORK)
    publication = seal(project, kind="results", days=[BEFORE, DAY])
    assert (publication.days, publication.as_of) == ([DAY], DAY)


def test_rows_of_results_keep_evidence_and_nationalities_beside(project, enrol):
    client = enrol(nationalities=["SO"])
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.CV, happened_on=DAY)
    with translation.override("en"):
        rows = {each.figure: each for each in publication_tables.rows(of_results(project))}
    assert not rows["result:cv:persons"].is_beside
    assert rows["nationality:SO:persons"].is_beside
    assert rows["nationality:SO:persons"].label == "Nationality · Somalia"


def test_every_figure_has_a_name(counted_project, enrol):
    enrol(project=counted_project, nationalities=["SO", "ET"])
    for kind in ("results", "indicators"):
        for each in publishable.draw(kind, counted_project, [DAY], today=TODAY).figures:
            assert publishable.label_of(kind, each.figure)


@pytest.mark.parametrize("kind", ["results", "indicators"])
def test_publish_command_takes_the_kind(counted_project, kind):
    code = counted_project.code
    found = told_by_command("publish", "--project", code, "--date", "30.4.2022", "--kind", kind, "--json")
    assert (found["kind"], found["version"]) == (kind, 1)
