"""A deviation is accepted with a reason: of these clients, of this difference, and no others."""

import pytest
from django.core.exceptions import ValidationError

from projects.choices import ActivityKind
from reports import explanations
from reports.findings import fails
from reports.models import Explanation
from reports.reconciliation import Reconciliation, check
from reports.snapshots import build
from staff.permissions import Role
from tests.reports.scenes import DAY, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(member_of):
    return member_of(Role.MANAGER)


def only_open(project):
    (finding,) = check(build(project, [DAY])).open
    return finding


def accept(project, manager, finding, reason="Sovittu rahoittajan kanssa", **more) -> Explanation:
    asked = {"mark": finding.mark} | more
    return explanations.explain(project=project, finding=finding, reason=reason, by=manager, **asked)


def test_explain_clients_are_asked_about_no_more_but_the_next_one_is(project, enrol, manager):
    first = enrol()
    explanation = accept(project, manager, only_open(project), reason="  Kirja ei kerro ")

    reconciliation = check(build(project, [DAY]))
    assert (reconciliation.open, reconciliation.state) == ([], "Valmis")
    assert [each.reason for each in reconciliation.explained[0].explanations] == ["Kirja ei kerro"]
    assert (explanation.client_keys, explanation.as_of, explanation.explained_by) == (
        [first.pk],
        DAY,
        manager,
    )

    another = enrol()
    found = only_open(project)
    assert (found.keys, found.open_keys) == ((first.pk, another.pk), (another.pk,))
    accept(project, manager, found)
    assert len(check(build(project, [DAY])).explained[0].explanations) == 2


def test_explain_difference_is_accepted_until_it_is_another(project, enrol, manager):
    enrol(ActivityKind.WORK)
    publish(project, work=2)
    assert accept(project, manager, only_open(project)).difference == 1
    assert check(build(project, [DAY])).open == []

    enrol(ActivityKind.WORK)
    enrol(ActivityKind.WORK)
    assert only_open(project).difference == -1


def test_explain_is_of_its_own_project_and_day(project, enrol, manager):
    client = enrol()
    accept(project, manager, only_open(project))
    later = DAY.replace(month=5)
    assert check(build(project, [later])).open[0].open_keys == (client.pk,)


def test_explain_refuses_no_reason_and_what_she_was_not_shown(project, enrol, manager):
    enrol()
    finding = only_open(project)
    with pytest.raises(ValidationError) as refusal:
        accept(project, manager, finding, reason=" ")
    assert list(refusal.value.message_dict) == ["reason"]
    enrol()
    with pytest.raises(ValidationError, match="löytää nyt muuta"):
        accept(project, manager, only_open(project), mark=finding.mark)


def test_explain_refuses_what_is_explained_already(project, enrol, manager):
    enrol()
    finding = only_open(project)
    accept(project, manager, finding)
    (explained,) = check(build(project, [DAY])).explained
    with pytest.raises(ValidationError, match="ei ole enää selitettävää"):
        accept(project, manager, explained, mark=explained.mark)


def test_explain_error_that_is_accepted_blocks_no_more(project, manager):
    finding = fails("rows", "2 isn't 3", as_of=DAY, difference=-1)
    assert Reconciliation((finding,)).blocking == [finding]
    accept(project, manager, finding)
    known = explanations.standing(project)
    assert Reconciliation((finding.explained_by(known),)).blocking == []


def test_withdraw_explanation_makes_it_open_again(project, enrol, manager):
    enrol()
    explanation = accept(project, manager, only_open(project))
    with pytest.raises(ValidationError):
        explanations.withdraw(explanation=explanation, reason="", by=manager)
    explanations.withdraw(explanation=explanation, reason="väärä päivä", by=manager)
    assert only_open(project).explanations == ()
    with pytest.raises(ValidationError):
        explanations.withdraw(explanation=explanation, reason="uudestaan", by=manager)
