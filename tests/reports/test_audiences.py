"""The report for the funder, for a payer and for the public: who is in it, and what it hides."""

import datetime as dt
from collections import Counter

import pytest
from django.contrib.postgres.functions import TransactionNow

from clients.choices import Gender, OutcomeKind
from projects.choices import ActivityKind
from projects.models import ForeignLanguageShare, Project, ProjectArea
from reports import audiences
from reports.audience_parts import parts
from reports.choices import Audience, PublicationKind
from reports.models import Publication, PublishedFigure
from staff import auditing
from tests.factories.clients import OutcomeFactory
from tests.factories.projects import MunicipalityFactory
from tests.golden import CODE, EXPECTED, golden_books
from tests.reports.figures.attacker import interval
from tests.reports.scenes import BEFORE, DAY

__all__ = ["golden_books"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(enrol):
    """Nine women at work, three men unemployed, forty women at school."""

    def make(**facts):
        for _number in range(9):
            enrol(ActivityKind.WORK, gender=Gender.FEMALE, **facts)
        for _number in range(3):
            enrol(ActivityKind.UNEMPLOYED, gender=Gender.MALE, **facts)
        for _number in range(40):
            enrol(ActivityKind.VOCATIONAL, gender=Gender.FEMALE, **facts)

    return make


def numbers(version) -> dict[str, int | None]:
    """What the report tells of its latest day and of the results."""
    return {each.figure: each.value for each in audiences.counted(version) if each.day in (version.day, None)}


def keys_of(version) -> set[int]:
    return {key for each in audiences.counted(version) for key in each.keys}


def share(code: str, name: str, persons: int):
    municipality = MunicipalityFactory(code=code, name_fi=name)
    facts = {"as_of": dt.date(2021, 12, 31), "share_percent": 2, "source": "Tilastokeskus"}
    with auditing.act(by="cli"):
        ForeignLanguageShare.objects.create(municipality=municipality, persons=persons, **facts)
    return municipality


def publish(project, version, number=1) -> None:
    """What a public report has told of the version's figures is out for good."""
    with auditing.act(by="cli"):
        publication = Publication.objects.create(
            project=project, kind=PublicationKind.SNAPSHOT, as_of=version.day, days=list(version.days),
            audience=Audience.PUBLIC, version=number, reason="" if number == 1 else "korjaus", content="{}",
            sha256="0" * 64, software_version="1", pdf=b"", book=b"", published_at=TransactionNow(),
        )  # fmt: skip
        PublishedFigure.objects.bulk_create(
            PublishedFigure(publication=publication, figure=each.figure, as_of=each.day, value=each.value)
            for each in audiences.counted(version)
        )


def test_version_for_funder_hides_nothing_and_knows_its_people(project, crowd):
    crowd()
    version = audiences.version(project, [DAY], Audience.FUNDER)
    assert numbers(version)["unemployed"] == 3
    assert numbers(version)["gender:male"] == 3
    assert (version.hidden, len(keys_of(version))) == (set(), 52)


def test_version_for_public_hides_small_numbers_and_what_gives_them_away(project, crowd):
    crowd()
    version = audiences.version(project, [DAY], Audience.PUBLIC)
    told = numbers(version)
    assert (told["active"], told["vocational"]) == (52, 40)
    assert (told["unemployed"], told["work"]) == (None, None)
    assert (told["gender:male"], told["gender:female"]) == (None, None)
    assert keys_of(version) == set()


def test_version_for_public_tells_small_municipalities_as_their_region(project, enrol):
    kemi, simo, tervola = share("240", "Kemi", 926), share("751", "Simo", 25), share("845", "Tervola", 65)
    oulu = MunicipalityFactory(code="564", name_fi="Oulu")
    for municipality, clients in ((kemi, 9), (simo, 3), (tervola, 4), (oulu, 6), (None, 5)):
        for _number in range(clients):
            enrol(ActivityKind.WORK, municipality=municipality)

    told = numbers(audiences.version(project, [DAY], Audience.PUBLIC))

    places = {figure: value for figure, value in told.items() if figure.startswith("municipality:")}
    assert places == {
        "municipality:240": 9,
        "municipality:region": 7,
        "municipality:elsewhere": 6,
        "municipality:unknown": 5,
    }


def test_version_for_public_counts_the_restricted_among_the_unknown_places(project, enrol):
    kemi = share("240", "Kemi", 926)
    for number in range(12):
        enrol(ActivityKind.WORK, municipality=kemi, has_safety_restriction=number < 6)

    version = audiences.version(project, [DAY], Audience.PUBLIC)

    told = numbers(version)
    assert (told["municipality:240"], told["municipality:unknown"]) == (6, 6)
    assert "municipality:withheld" not in told


def test_version_for_payer_has_its_own_residents_but_the_restricted(project, enrol, crowd):
    kemi, simo = share("240", "Kemi", 926), share("751", "Simo", 25)
    own = [enrol(ActivityKind.WORK, municipality=simo).pk for _number in range(2)]
    OutcomeFactory(client_id=own[0], project=project, kind=OutcomeKind.EMPLOYMENT, quantity=1)
    enrol(ActivityKind.WORK, municipality=simo, has_safety_restriction=True)
    crowd(municipality=kemi)

    version = audiences.version(project, [BEFORE, DAY], Audience.PAYER, simo)

    told = numbers(version)
    assert (told["active"], told["work"], told["unemployed"]) == (2, 2, 0)
    assert (told["result:employment:events"], told["result:employment:persons"]) == (1, 1)
    assert keys_of(version) == set(own)
    assert not any(figure.startswith("municipality:") for figure in told)


def test_version_for_public_hides_results_of_few_persons_or_none_with_their_events(project, enrol):
    few = enrol(ActivityKind.WORK)
    OutcomeFactory(client=few, project=project, kind=OutcomeKind.CARD, quantity=12)
    for _number in range(5):
        OutcomeFactory(client=enrol(ActivityKind.WORK), project=project, kind=OutcomeKind.CV, quantity=2)

    told = numbers(audiences.version(project, [DAY], Audience.PUBLIC))

    assert (told["result:card:events"], told["result:card:persons"]) == (None, None)
    assert (told["result:employment:events"], told["result:employment:persons"]) == (None, None)
    assert (told["result:cv:events"], told["result:cv:persons"]) == (10, 5)


@pytest.mark.parametrize("audience", Audience)
def test_parts_of_every_split_come_to_the_active(project, crowd, audience):
    crowd(nationalities=["SO", "FI"])
    built = parts(project, [DAY], is_public=audience == Audience.PUBLIC)
    sums = Counter({part.key: sum(line.figures[0].value for line in part.lines) for part in built[1:-1]})
    assert sums == {"gender": 52, "age": 52, "nationality": 52, "municipality": 52}


def test_version_after_public_report_keeps_hidden_what_was_hidden(project, crowd, enrol):
    crowd()
    publish(project, audiences.version(project, [DAY], Audience.PUBLIC))
    for _number in range(6):
        enrol(ActivityKind.UNEMPLOYED, gender=Gender.MALE)

    version = audiences.version(project, [DAY], Audience.PUBLIC)

    told = numbers(version)
    assert told["active"] == 58
    assert (told["unemployed"], told["work"], told["gender:male"]) == (None, None, None)
    assert version.known == set()


def test_version_after_public_report_that_told_more_says_what_is_known(project, crowd, enrol):
    for _number in range(5):
        enrol(ActivityKind.UNEMPLOYED, gender=Gender.FEMALE)
    for _number in range(9):
        enrol(ActivityKind.WORK, gender=Gender.FEMALE)
    version = audiences.version(project, [DAY], Audience.PUBLIC)
    assert numbers(version)["unemployed"] == 5
    publish(project, version)
    gone = project.enrolments.first()
    with auditing.act(by="cli"):
        project.enrolments.filter(pk=gone.pk).update(ends_on=BEFORE)

    after = audiences.version(project, [DAY], Audience.PUBLIC)

    assert numbers(after)["unemployed"] is None
    assert ("unemployed", DAY) in after.known


def test_payers_are_the_municipalities_of_the_area(project):
    kemi = MunicipalityFactory(code="240", name_fi="Kemi")
    MunicipalityFactory(code="564", name_fi="Oulu")
    with auditing.act(by="cli"):
        ProjectArea.objects.create(project=project, municipality=kemi)
    assert audiences.payers(project) == [kemi]


def test_hide_of_the_old_books_keeps_the_attacker_two_away(golden_books):
    """Ten dates with the splits of the last: whatever is hidden stays unknown to 2 either way."""
    project = Project.objects.get(code=CODE)
    days = [dt.date.fromisoformat(text) for text in EXPECTED["reporting_dates"]]

    version = audiences.version(project, days, Audience.PUBLIC)

    told, relations = audiences.sums(version.parts)
    cells = {cell.key: cell for cell in told}
    hidden = version.hidden & set(cells)
    small = [key for key, cell in cells.items() if cell.is_small]
    assert set(small) <= hidden
    assert len(small) >= 10
    for key in sorted(hidden, key=str):
        low, high = interval(told, relations, hidden, key)
        assert low <= max(0, cells[key].value - 2), key
        assert high >= cells[key].value + 2, key
        low, high = interval(told, relations, hidden, key, knows_rule=True)
        assert high - low >= 4, key
