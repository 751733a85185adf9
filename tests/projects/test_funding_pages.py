from decimal import Decimal

import pytest
from django.urls import reverse

from projects.choices import FundingKind, ProjectPart
from projects.models import FundingSource
from staff import auditing
from staff.permissions import Role
from tests.factories.money import FundingSourceFactory
from tests.factories.projects import MunicipalityFactory, ProjectFactory

pytestmark = pytest.mark.django_db

TYPED = {"funder": "ESR", "kind": "esf", "agreed": "289 178,17 €", "realised": "", "note": "Päätös 1.12."}


@pytest.fixture
def browser(signed_in, member_of):
    return signed_in(member_of(Role.MANAGER))


def add(browser, project, **typed):
    return browser.post(reverse("projects:funding-add", args=[project.code]), TYPED | typed)


def test_part_of_the_funding_is_written_down_as_an_office_types_amounts(browser, project):
    answer = add(browser, project)
    assert answer.url == reverse("reports:funding", args=[project.code])
    source = FundingSource.objects.get()
    assert (source.project, source.funder, source.kind, source.agreed, source.realised, source.note) == (
        project, "ESR", FundingKind.ESF, Decimal("289178.17"), None, "Päätös 1.12.",
    )  # fmt: skip


def test_part_of_the_funding_is_put_right_beginning_with_what_stands(browser, project):
    kemi = MunicipalityFactory()
    source = FundingSourceFactory(project=project, agreed=Decimal("41418.5"))
    url = reverse("projects:funding-change", args=[source.pk])
    assert 'value="41\u00a0418,5"' in browser.get(url).content.decode()
    typed = {"funder": "Kemi", "kind": "municipal", "municipality": kemi.pk, "realised": "−0", "agreed": "5"}
    assert browser.post(url, typed).status_code == 302
    source.refresh_from_db()
    assert (source.funder, source.kind, source.municipality, source.agreed, source.realised) == (
        "Kemi", FundingKind.MUNICIPAL, kemi, 5, 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"funder": " "}, "funder", "Tämä kenttä vaaditaan."),
        ({"funder": "STEA"}, "funder", "Tämä rahoitusosuus on jo kirjattu."),
        ({"agreed": "-1"}, "agreed", "Tämän luvun on oltava vähintään 0."),
        ({"agreed": "999 999 999"}, "agreed", "Tarkista summa: se on yli 100 000 000 €."),
        ({"agreed": "paljon"}, "agreed", "Kirjoita luku, esimerkiksi 1 234,50."),
        ({"agreed": "1e5"}, "agreed", "Kirjoita luku, esimerkiksi 1 234,50."),
        ({"agreed": "1,234"}, "agreed", "Tässä luvussa saa olla enintään 2 desimaalia."),
        ({"realised": "NaN"}, "realised", "Kirjoita luku, esimerkiksi 1 234,50."),
        ({"agreed": ""}, "agreed", "Anna sovittu tai toteutunut summa."),
        ({"kind": "municipal"}, "municipality", "Valitse kunta, joka antaa rahan."),
        ({"kind": "x"}, "kind", "Valitse oikea vaihtoehto. x ei ole vaihtoehtojen joukossa."),
    ],
)
def test_part_of_the_funding_that_can_not_be_is_refused_at_its_field(browser, project, typed, field, message):
    FundingSourceFactory(project=project, funder="STEA")
    answer = add(browser, project, **typed)
    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [message]})
    assert answer.context["form"]["note"].value() == "Päätös 1.12."
    assert FundingSource.objects.count() == 1


def test_funding_of_another_project_or_where_money_is_not_in_use_is_not_there(browser, project):
    other = FundingSourceFactory(project=ProjectFactory())
    assert browser.get(reverse("projects:funding-change", args=[other.pk])).status_code == 404
    project.parts_off = [ProjectPart.MONEY]
    with auditing.act(by="cli"):
        project.save()
    assert add(browser, project).status_code == 404
