"""The seed comes in once, whole, and never over what people have changed."""

import datetime as dt

import pytest
from django.core.management import call_command

from coaching.models import Topic
from projects.choices import ActivityKind
from projects.models import ForeignLanguageShare, Municipality, Partner, Project
from reports import claims
from reports.models import Claim
from staff import auditing

pytestmark = pytest.mark.django_db


@pytest.fixture
def ohjaamo() -> Project:
    call_command("load_seed")
    return Project.objects.get(code="S21588")


def test_load_seed_brings_projects_lists_and_claims(ohjaamo):
    codes = Project.objects.values_list("code", flat=True)
    assert set(codes) == {
        "S21588", "S22354", "IHSL", "MIKSERI", "KOHTAAMISPAIKKA", "MONIKULTTUURIKESKUS", "AIDIT",
    }  # fmt: skip
    counts = [model.objects.count() for model in (Municipality, ForeignLanguageShare, Partner)]
    assert counts == [21, 6, 15]
    # Ten dates of nine figures, nine kinds of results and the nationalities.
    told = Claim.objects.filter(figure__regex="^(snapshot|result):")
    assert told.count() == 100
    assert Claim.objects.filter(value__isnull=True).count() == 11


def test_load_seed_ohjaamo_is_framed_as_it_was(ohjaamo):
    assert (ohjaamo.starts_on, ohjaamo.ends_on) == (dt.date(2019, 1, 15), dt.date(2022, 8, 31))
    (extension,) = ohjaamo.extensions.all()
    assert extension.starts_on == dt.date(2022, 1, 15)
    assert (ohjaamo.target_age_min, ohjaamo.target_age_max, len(ohjaamo.reporting_dates)) == (17, 63, 10)
    still_served = ohjaamo.service_languages.filter(ends_on__isnull=True).values_list("language", flat=True)
    assert (set(still_served), ohjaamo.service_languages.count()) == ({"fin", "eng", "som"}, 9)
    assert [category.kind for category in ohjaamo.categories.order_by("precedence")] == list(ActivityKind)
    validities = ohjaamo.categories.get(kind=ActivityKind.OTHER).validities.values_list(
        "starts_on", "ends_on"
    )
    assert list(validities) == [(dt.date(2019, 9, 1), dt.date(2019, 12, 31)), (dt.date(2021, 1, 1), None)]
    assert Topic.objects.filter(project=ohjaamo).count() == 10


def test_load_seed_other_projects_run_as_published(ohjaamo):
    ihsl = Project.objects.get(code="IHSL")
    assert (ihsl.starts_on, ihsl.ends_on) == (dt.date(2022, 11, 1), dt.date(2025, 10, 31))
    assert {str(municipality) for municipality in ihsl.area.all()} == {
        "Kemi", "Tervola", "Ylitornio", "Keminmaa", "Simo",
    }  # fmt: skip
    # The funder's register says that Aito was extended after the presentation was made.
    assert Project.objects.get(code="S22354").ends_on == dt.date(2023, 9, 30)


def test_load_seed_claims_bear_our_keys(ohjaamo):
    day = claims.read(ohjaamo, claims.SNAPSHOT)[dt.date(2022, 4, 30)]
    assert day == {
        "active": 179, "cumulative": 324, "work": 44, "vocational": 53, "integration": 33,
        "other_education": 7, "work_trial": 0, "unemployed": 32, "other": 14,
    }  # fmt: skip
    assert claims.read(ohjaamo, claims.RESULT) == {
        None: {
            "employment": 191, "adult_basic_education": 85, "degree_education": 165, "startup_assessment": 13,
            "company_founded": 6, "light_entrepreneur": 7, "job_application": 438, "cv": 299, "card": 99,
            "nationalities": 40,
        }
    }  # fmt: skip


def test_load_seed_again_changes_nothing_that_was_changed(ohjaamo):
    with auditing.act(by="cli"):
        Project.objects.filter(pk=ohjaamo.pk).update(name="Uusi nimi", reporting_dates=[])
        Municipality.objects.filter(code="240").update(name_fi="Kemin kaupunki")
        Partner.objects.first().delete()
    call_command("load_seed")

    ohjaamo.refresh_from_db()
    assert (ohjaamo.name, ohjaamo.reporting_dates) == ("Uusi nimi", [])
    assert Municipality.objects.get(code="240").name_fi == "Kemin kaupunki"
    assert (Partner.objects.count(), Claim.objects.count(), Project.objects.count()) == (15, 167, 7)
    assert len(auditing.history_of(ohjaamo)) == 3  # begun, extended, renamed
