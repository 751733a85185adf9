"""Publishing and checking from the command line: one JSON object, or one clear line and exit code 2."""

import pytest

from projects.choices import ActivityKind
from reports.models import Publication
from staff.permissions import Role
from tests.reports.scenes import DAY
from tests.reports.test_commands import refusal, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]


def arguments(project, *more: str) -> tuple[str, ...]:
    return ("publish", "--project", project.code, "--date", "30.4.2022", *more, "--json")


def test_publish_tells_version_and_digest(project, enrol, member_of):
    manager = member_of(Role.MANAGER)
    enrol(ActivityKind.WORK)
    found = told(*arguments(project, "--by", manager.email))
    publication = Publication.objects.get()
    assert found == {
        "project": project.code,
        "publication": publication.pk,
        "kind": "snapshot",
        "audience": "funder",
        "date": DAY.isoformat(),
        "version": 1,
        "sha256": publication.sha256,
        "figures": publication.figures.count(),
    }
    assert publication.published_by == manager


def test_publish_again_without_a_reason_is_refused(project):
    told(*arguments(project))
    assert refusal(*arguments(project)) == "Kerro, miksi raportti julkaistaan uudelleen."
    assert told(*arguments(project, "--reason", "Yksi puuttui."))["version"] == 2


def test_publish_by_nobody_is_refused(project):
    message = refusal(*arguments(project, "--by", "kukaan@example.org"))
    assert message == "Kenelläkään ei ole osoitetta kukaan@example.org."


def test_publish_for_the_public_keeps_nobody(project, enrol):
    enrol(ActivityKind.WORK)
    assert told(*arguments(project, "--audience", "public"))["audience"] == "public"
    assert Publication.objects.get().figures.filter(members__isnull=False).count() == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--audience", "payer"), "Anna --municipality KOODI, kun --audience on payer, muuten älä."),
        (("--municipality", "240"), "Anna --municipality KOODI, kun --audience on payer, muuten älä."),
        (("--audience", "payer", "--municipality", "999"), "Kuntaa, jonka koodi on 999, ei ole."),
    ],
)
def test_publish_for_a_payer_that_there_is_not_is_refused(project, options, message):
    assert refusal(*arguments(project, *options)) == message


def test_check_data_tells_every_finding_of_every_project(project, enrol):
    enrol()
    found = told("check_data", "--json")
    (checked,) = found["projects"]
    assert (checked["project"], checked["blocking"]) == (project.code, 0)
    open_rules = [each["rule"] for each in checked["findings"] if not each["is_met"]]
    assert (checked["open"], "unclassified" in open_rules) == (len(open_rules), True)
    assert told("check_data", "--project", project.code, "--json") == found
