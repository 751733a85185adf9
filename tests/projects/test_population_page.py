import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from projects.choices import Urbanisation
from projects.models import ForeignLanguageShare
from staff import auditing
from staff.permissions import Role
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

TYPED = {"as_of": "2021-12-31", "share_percent": "4,6 %", "persons": "1 926", "source": "Tilastokeskus"}


@pytest.fixture
def browser(signed_in, member_of):
    return signed_in(member_of(Role.MANAGER))


def add(browser, where, **typed):
    return browser.post(reverse("projects:population"), TYPED | {"municipality": where.pk} | typed)


def figures():
    columns = ("municipality__code", "as_of", "share_percent", "persons", "source")
    return list(ForeignLanguageShare.objects.values_list(*columns))


def test_figure_is_added_and_its_code_keeps_its_zero(browser):
    municipality = MunicipalityFactory(code="047", name_fi="Enontekiö")
    assert add(browser, municipality).url == reverse("projects:population")
    assert figures() == [("047", dt.date(2021, 12, 31), Decimal("4.60"), 1926, "Tilastokeskus")]
    text = browser.get(reverse("projects:population")).content.decode()
    for cell in ("<td>047</td>", "4,6\u00a0%</td>", "1\u00a0926</td>"):
        assert cell in text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"municipality": ""}, "municipality"),
        ({"as_of": "2999-12-31"}, "as_of"),
        ({"share_percent": "100,01"}, "share_percent"),
        ({"share_percent": "-1"}, "share_percent"),
        ({"share_percent": "paljon"}, "share_percent"),
        ({"persons": "-1"}, "persons"),
        ({"persons": "1,5"}, "persons"),
        ({"persons": "99 999 999"}, "persons"),
        ({"source": ""}, "source"),
        ({"source": "Kunta"}, "as_of"),
    ],
)
def test_figure_that_can_not_be_is_refused_at_its_field_with_nothing_lost(browser, typed, field):
    municipality = MunicipalityFactory()
    add(browser, municipality, source="Kunta")
    answer = add(browser, municipality, **typed)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [field])
    said = TYPED | {"municipality": str(municipality.pk)} | typed
    assert {name: form[name].value() for name in form.fields} == said
    assert len(figures()) == 1


def test_page_asks_the_database_as_often_for_one_row_as_for_three(browser, django_assert_num_queries):
    for code in ("240", "241", "851"):
        with auditing.act(by="cli"):
            ForeignLanguageShare.objects.create(
                municipality=MunicipalityFactory(code=code, name_fi=code),
                as_of=dt.date(2021, 12, 31), share_percent=1, persons=1, source="Tilastokeskus",
            )  # fmt: skip
        with django_assert_num_queries(7):
            browser.get(reverse("projects:population"))


def test_urbanisation_is_said_of_a_municipality_and_shown(browser):
    simo = MunicipalityFactory(code="751", name_fi="Simo")
    answer = browser.post(reverse("projects:urbanisation"), {"municipality": simo.pk, "urbanisation": 3})
    assert answer.url == reverse("projects:population")
    simo.refresh_from_db()
    assert simo.urbanisation == Urbanisation.RURAL
    text = browser.get(reverse("projects:population")).content.decode()
    assert f"<dt>Simo</dt><dd>{Urbanisation.RURAL.label}</dd>" in text


@pytest.mark.parametrize(("typed", "field"), [
    ({"municipality": "", "urbanisation": 3}, "municipality"),
    ({"municipality": "0", "urbanisation": 3}, "municipality"),
    ({"urbanisation": 4}, "urbanisation"),
    ({"urbanisation": "maaseutu"}, "urbanisation"),
])  # fmt: skip
def test_urbanisation_refused_stays_at_its_field(browser, typed, field):
    simo = MunicipalityFactory(code="751", name_fi="Simo")
    answer = browser.post(reverse("projects:urbanisation"), {"municipality": simo.pk, **typed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    simo.refresh_from_db()
    assert simo.urbanisation is None
