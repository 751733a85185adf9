"""The public's and a payer's reports are sealed as they get them: what is hidden isn't in them, nor anybody's key."""

import json
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from projects.choices import ActivityKind
from projects.models import ProjectArea
from reports import audiences, causes, known_now, publication_tables, sealed_papers
from reports.choices import Audience
from reports.models import PublishedMember
from reports.readers import Reader
from staff import auditing
from tests.factories.projects import MunicipalityFactory
from tests.reports.scenes import DAY
from tests.reports.sealed import seal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]

PUBLIC = Reader(Audience.PUBLIC)


@pytest.fixture
def few(enrol):
    """Three at work, twelve at school."""
    for number in range(15):
        enrol(ActivityKind.WORK if number < 3 else ActivityKind.VOCATIONAL)


@pytest.fixture
def payer(project):
    """A municipality of the project's area."""
    municipality = MunicipalityFactory(code="240", name_fi="Kemi")
    with auditing.act(by="cli"):
        ProjectArea.objects.create(project=project, municipality=municipality)
    return municipality


def public(project, **facts):
    return seal(project, days=[DAY], reader=PUBLIC, **facts)


def refusal(act) -> list[str]:
    with translation.override("en"):
        with pytest.raises(ValidationError) as refused:
            act()
        return list(refused.value.messages)


def test_public_report_keeps_neither_small_numbers_nor_keys(project, few):
    publication = public(project)
    values = {(each.figure, each.as_of): each.value for each in publication.figures.all()}
    assert (values["work", DAY], values["active", DAY]) == (None, 15)
    assert not PublishedMember.objects.exists()
    content = json.loads(publication.content)
    assert (content["audience"], content["rules"]) == ("public", [])
    assert {each["value"] for each in content["figures"] if each["figure"] == "work"} == {None}
    assert [each["keys"] for each in content["figures"] if each["keys"]] == []


def test_public_book_says_what_is_suppressed(project, few):
    sheets = openpyxl.load_workbook(BytesIO(bytes(public(project).book)))
    rows = dict(sheets.worksheets[0].iter_rows(values_only=True, max_col=2))
    assert (rows["Työssä"], rows["Asiakkaita asiakkuudessa"]) == ("salattu", 15)
    assert [sheet.title for sheet in sheets][1:2] == ["Määritelmät"]


def test_public_report_is_another_than_the_funders_and_known_to_the_next(project, few):
    assert seal(project, days=[DAY]).version == 1
    first = public(project)
    assert (first.version, public(project, reason="Korjaus.").version) == (1, 2)
    shown, hidden = audiences._published(project)
    assert (("active", DAY) in shown, ("work", DAY) in hidden) == (True, True)


def test_payers_report_is_of_its_own_residents(project, enrol, payer):
    mine = enrol(ActivityKind.WORK, municipality=payer)
    enrol(ActivityKind.WORK, municipality=MunicipalityFactory(code="851", name_fi="Tornio"))
    publication = seal(project, days=[DAY], reader=Reader(Audience.PAYER, payer))
    assert publication.municipality == payer
    figure = publication.figures.get(figure="active", as_of=DAY)
    assert [each.client_key for each in figure.members.all()] == [mine.pk]
    assert [each for each in known_now.compare(publication) if not each.is_same] == []


@pytest.mark.django_db(transaction=True)
def test_payers_resident_who_moved_since_is_a_difference_with_its_cause(project, enrol, payer):
    client = enrol(ActivityKind.WORK, municipality=payer)
    publication = seal(project, days=[DAY], reader=Reader(Audience.PAYER, payer))
    with auditing.act(by="cli"):
        client.municipality = MunicipalityFactory(code="851", name_fi="Tornio")
        client.save()
    with translation.override("en"):
        found = causes.causes(publication, known_now.moved(known_now.compare(publication)))
    assert [text.split(" (")[0] for text in found[client.pk]] == ["Facts corrected: municipality"]


def test_report_of_a_municipality_that_pays_nothing_is_refused(project, payer):
    told = ["A payer's version is of one municipality."]
    other = MunicipalityFactory(code="851", name_fi="Tornio")
    assert refusal(lambda: seal(project, reader=Reader(Audience.PAYER, other))) == told
    assert refusal(lambda: seal(project, reader=Reader(Audience.PAYER))) == told
    assert refusal(lambda: seal(project, reader=Reader(Audience.PUBLIC, payer))) == told


def test_results_for_the_public_are_refused(project):
    assert refusal(lambda: public(project, kind="results")) == ["This report can't be published."]


def test_rows_of_a_public_report_open_nobody_and_are_named(project, few):
    rows = {each.figure: each for each in publication_tables.rows(public(project))}
    assert [cell.key for row in rows.values() for cell in row.cells if cell.key] == []
    assert rows["active"].label == "Asiakkaita asiakkuudessa"


def test_file_name_says_for_whom():
    name = sealed_papers.file_name("S1", "snapshot", "2022-04-30", 1, Audience.PUBLIC)
    assert name == "S1-snapshot-public-2022-04-30-v1"
