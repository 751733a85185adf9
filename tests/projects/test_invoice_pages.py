import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from ohjaamo.periods import today
from projects import invoices
from projects.models import Invoice
from staff.permissions import Role
from tests.factories.projects import ProjectFactory
from tests.projects.money_scene import FIRST, LAST, enter, furnish, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return furnish(ProjectFactory(starts_on=FIRST, ends_on=LAST))


@pytest.fixture
def browser(signed_in, member_of):
    return signed_in(member_of(Role.MANAGER))


def page_of(project) -> str:
    return reverse("projects:invoices", args=[project.code])


def draw_up(project, *month: int):
    """A month's cost, claimed and shared."""
    enter(project, *month)
    claim = sent(project, dt.date(*month, 28) if month[1] == 2 else dt.date(*month, 30))
    return invoices.draw_up(claim=claim, by="cli")


def post(browser, name, invoice, **data):
    return browser.post(reverse(f"projects:{name}", args=[invoice.pk]), data)


def test_list_tells_what_is_billed_paid_and_open_by_who_pays(browser, project):
    kemi, tornio, *_others = draw_up(project, 2022, 11)
    post(browser, "invoice-bill", kemi, number="1", billed_on="2022-12-10")
    post(browser, "invoice-bill", tornio, number="2", billed_on="2022-12-10")
    post(browser, "invoice-receive", kemi, paid="458,06", paid_on="2022-12-20")
    context = browser.get(page_of(project)).context
    first, second, *_rest = context["accounts"]
    assert (first.title, first.is_paid_for, first.amount, first.billed, first.paid, first.open) == (
        "Kemi", False, Decimal("1458.06"), Decimal("1458.06"), Decimal("458.06"), 1000,
    )  # fmt: skip
    assert (second.title, second.is_paid_for, second.open) == ("Tornio", True, Decimal("839.49"))
    assert context["whole"].amount == Decimal("4418.35")
    assert context["own"].amount == Decimal("4418.35") - Decimal("839.49")


def test_list_offers_the_claims_that_wait_for_their_invoices(browser, project):
    assert "Laskuja ei ole vielä" in browser.get(page_of(project)).content.decode()
    enter(project, 2022, 11)
    claim = sent(project, dt.date(2022, 11, 30))
    page = browser.get(page_of(project))
    assert list(page.context["waiting"]) == [claim]
    assert reverse("projects:invoices-draw-up", args=[claim.pk]) in page.content.decode()


def test_list_asks_the_database_as_often_for_one_row_as_for_three(
    browser, project, django_assert_num_queries
):
    for month in (11, 12):
        draw_up(project, 2022, month)
        with django_assert_num_queries(7):
            browser.get(page_of(project))


def test_invoice_is_marked_as_sent_once(browser, project):
    (kemi, *_others) = draw_up(project, 2022, 11)
    assert post(browser, "invoice-bill", kemi, number="2022-7", billed_on="2022-12-10").status_code == 302
    again = post(browser, "invoice-bill", kemi, number="2022-8", billed_on="2022-12-11")
    assert (again.status_code, Invoice.objects.get(pk=kemi.pk).number) == (422, "2022-7")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"number": " ", "billed_on": "2022-12-10"}, "number"),
        ({"number": "7", "billed_on": "2999-01-01"}, "billed_on"),
        ({"number": "7", "billed_on": ""}, "billed_on"),
    ],
)
def test_invoice_marked_as_sent_with_a_fault_is_refused_at_its_field(browser, project, data, field):
    (kemi, *_others) = draw_up(project, 2022, 11)
    answer = post(browser, "invoice-bill", kemi, **data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Invoice.objects.get(pk=kemi.pk).billed_on is None


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"paid": "1458,07", "paid_on": "2022-12-20"}, "paid"),
        ({"paid": "-1", "paid_on": "2022-12-20"}, "paid"),
        ({"paid": "tonni", "paid_on": "2022-12-20"}, "paid"),
        ({"paid": "100", "paid_on": "2022-12-09"}, "paid_on"),
        ({"paid": "100", "paid_on": "2999-01-01"}, "paid_on"),
    ],
)
def test_payment_with_a_fault_is_refused_at_its_field(browser, project, data, field):
    (kemi, *_others) = draw_up(project, 2022, 11)
    post(browser, "invoice-bill", kemi, number="7", billed_on="2022-12-10")
    answer = post(browser, "invoice-receive", kemi, **data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Invoice.objects.get(pk=kemi.pk).paid == 0


def test_payment_of_an_invoice_that_was_not_sent_is_refused(browser, project):
    (kemi, *_others) = draw_up(project, 2022, 11)
    url = reverse("projects:invoice-receive", args=[kemi.pk])
    form = browser.get(url).context["form"]
    assert (form.initial["paid"], form.initial["paid_on"]) == (Decimal("1458.06"), today())
    answer = browser.post(url, {"paid": "100", "paid_on": "2022-12-20"})
    assert answer.context["form"].errors["paid_on"] == ["Lasku lähetetään ennen kuin se maksetaan."]
