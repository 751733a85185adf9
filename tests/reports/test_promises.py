"""A promise is kept in its own words, counted by the project's own figures, and reached with its evidence."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients.choices import OutcomeKind
from reports import promises
from reports.choices import PromiseKind
from reports.models import Promise
from reports.promises import Standing
from tests.factories.clients import OutcomeFactory
from tests.factories.projects import MunicipalityFactory
from tests.factories.reports import PromiseFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_refused

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 4, 30)


def test_progress_counts_what_each_promise_names(project, enrol):
    client = enrol(nationalities=["SO", "FI"])
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.CV, quantity=3)
    for figure in ("result:cv", "result:card", "clients", "nationalities", ""):
        PromiseFactory(project=project, figure=figure)
    PromiseFactory(figure="clients")

    found = promises.progress(project, today=TODAY)

    assert [(each.promise.figure, each.value, each.part, each.figure) for each in found] == [
        ("result:cv", 3, "outcomes", "kinds.cv.events"),
        ("result:card", 0, "", "kinds.card.events"),
        ("clients", 1, "clients", "nationalities.total.persons"),
        ("nationalities", 2, "", ""),
        ("", None, "", ""),
    ]


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({}, Standing.OPEN),
        ({"due_on": TODAY}, Standing.OPEN),
        ({"due_on": TODAY - dt.timedelta(days=1)}, Standing.LATE),
        ({"figure": "clients", "target": 1, "due_on": dt.date(2021, 1, 1)}, Standing.UNPROVEN),
        ({"figure": "clients", "target": 2}, Standing.OPEN),
        ({"target": 0}, Standing.OPEN),
        ({"reached_on": TODAY, "evidence_place": "kansio 1"}, Standing.REACHED),
    ],
)
def test_progress_says_how_a_promise_stands(project, enrol, facts, standing):
    enrol()
    PromiseFactory(project=project, **facts)
    (found,) = promises.progress(project, today=TODAY)
    assert found.standing == standing


def test_make_and_change_keep_what_was_promised(project):
    made = promises.make(
        project=project, kind=PromiseKind.GOAL, text=" 200 uutta asiakasta ", target=200, by="cli"
    )
    promises.change(promise=made, text="300 uutta asiakasta", target=300, figure="clients", by=UserFactory())
    kept = Promise.objects.get()
    assert (kept.text, kept.target, kept.figure) == ("300 uutta asiakasta", 300, "clients")


def test_make_of_a_figure_nobody_counts_is_refused(project):
    with pytest.raises(ValidationError) as refused:
        promises.make(project=project, kind=PromiseKind.GOAL, text="x", figure="result:zz", by="cli")
    assert list(refused.value.message_dict) == ["figure"]


def test_withdraw_takes_a_promise_out_with_a_reason(project):
    made = PromiseFactory(project=project)
    with pytest.raises(ValidationError) as refused:
        promises.withdraw(promise=made, reason=" ", by=UserFactory())
    assert list(refused.value.message_dict) == ["reason"]
    promises.withdraw(promise=made, reason="toisen hankkeen", by=UserFactory())
    assert promises.progress(project, today=TODAY) == []
    assert Promise.with_withdrawn.get().withdrawn_reason == "toisen hankkeen"


def test_promise_is_refused_by_each_constraint(project):
    def promise(**facts) -> Promise:
        return Promise(**{"project": project, "kind": PromiseKind.GOAL, "text": "Opas", **facts})

    assert_refused(promise(kind="wish"), "reports_promise_kind_known")
    assert_refused(promise(text=" "), "reports_promise_said")
    assert_refused(promise(reached_on=TODAY), "reports_promise_reached_with_evidence")
    assert_refused(promise(evidence_place="kansio 1"), "reports_promise_reached_with_evidence")
    assert_refused(promise(kind=PromiseKind.ADOPTION), "reports_promise_adoption_has_municipality")
    assert_refused(promise(municipality=MunicipalityFactory()), "reports_promise_adoption_has_municipality")
    assert_refused(promise(withdrawn_reason="turha"), "reports_promise_withdrawal_whole")
