import datetime as dt

import pytest
from django.db import connection

from projects.choices import ActivityKind
from projects.models import (
    ActivityCategory,
    CategoryValidity,
    ForeignLanguageShare,
    Municipality,
    Partner,
    PartnerContact,
    Project,
    ProjectArea,
    ProjectExtension,
    ProjectMember,
    ServiceLanguage,
)
from staff import auditing
from staff.permissions import Role
from tests.factories.projects import MunicipalityFactory, PartnerFactory, ProjectFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_days_ordered, assert_one_a_day, assert_refused, assert_stands, changed

pytestmark = pytest.mark.django_db

DAY = dt.date(2021, 3, 1)
OPEN_SIX_YEARS = {"starts_on": dt.date(2019, 1, 1), "ends_on": dt.date(2024, 12, 31)}


def project_row(starts_on: dt.date, ends_on: dt.date | None) -> Project:
    return Project(code="S1", name="Hanke", starts_on=starts_on, ends_on=ends_on)


def test_project_days_are_ordered():
    assert_days_ordered(project_row, "projects_project_days_ordered")


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("projects_project_code_given", {"code": " "}),
        ("projects_project_named", {"name": " "}),
        ("projects_project_period_known", {"programme_period": "x"}),
        ("projects_project_ages_ordered", {"target_age_min": 30, "target_age_max": 29}),
    ],
)
def test_project_with_a_wrong_fact_is_refused(name, facts):
    assert_refused(changed(ProjectFactory(), facts), name)


@pytest.mark.parametrize(
    "facts",
    [
        {"programme_period": ""},
        {"programme_period": "2021-2027"},
        {"target_age_min": 30, "target_age_max": 30},
        {"target_age_min": 30},
        {"target_age_max": 30},
    ],
)
def test_project_with_an_optional_fact_stands(facts):
    assert_stands(changed(ProjectFactory(), facts))


def test_project_with_the_code_of_another_is_refused():
    ProjectFactory(code="S21588")
    assert_refused(Project(code="S21588", name="Toinen", **OPEN_SIX_YEARS), "projects_project_code_once")


def test_extension_days_are_ordered_and_taken_once(project):
    def extension(starts_on, ends_on, project=project) -> ProjectExtension:
        return ProjectExtension(project=project, starts_on=starts_on, ends_on=ends_on)

    other = ProjectFactory()
    assert_days_ordered(
        lambda *days: extension(*days, project=other), "projects_projectextension_days_ordered"
    )
    assert_one_a_day(extension, "projects_projectextension_no_overlap", ends_openly=False)
    assert_stands(extension(dt.date(2021, 3, 3), dt.date(2021, 3, 31), project=other))


def test_area_has_a_municipality_once(project):
    kemi, tornio = MunicipalityFactory(), MunicipalityFactory(code="851", name_fi="Tornio")
    assert_stands(ProjectArea(project=project, municipality=kemi))
    assert_refused(ProjectArea(project=project, municipality=kemi), "projects_projectarea_once")
    assert_stands(ProjectArea(project=project, municipality=tornio))
    assert_stands(ProjectArea(project=ProjectFactory(), municipality=kemi))


def test_service_language_days_are_ordered_and_taken_once(project):
    def language(starts_on, ends_on, language="som", project=project) -> ServiceLanguage:
        return ServiceLanguage(project=project, language=language, starts_on=starts_on, ends_on=ends_on)

    assert_days_ordered(lambda *days: language(*days, "swe"), "projects_servicelanguage_days_ordered")
    assert_one_a_day(language, "projects_servicelanguage_no_overlap")
    assert_stands(language(DAY, None, "ara"))
    assert_stands(language(DAY, None, project=ProjectFactory()))


def category(project: Project, **facts) -> ActivityCategory:
    return changed(ActivityCategory.objects.get(project=project, kind=ActivityKind.WORK), facts)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("projects_activitycategory_kind_once", {"kind": ActivityKind.OTHER}),
        ("projects_activitycategory_precedence_once", {"precedence": 5}),
        ("projects_activitycategory_kind_known", {"kind": "x"}),
        ("projects_activitycategory_kind_known", {"kind": ""}),
        ("projects_activitycategory_precedence_from_one", {"precedence": 0}),
    ],
)
def test_category_with_a_wrong_fact_is_refused(project, name, facts):
    assert_refused(category(project, **facts), name)


def test_categories_of_one_project_may_change_places_in_one_act(project):
    fourth, fifth = category(project), ActivityCategory.objects.get(project=project, precedence=5)
    assert fourth.precedence == 4
    with auditing.act(by="cli"):
        changed(fourth, {"precedence": 5}).save()
        changed(fifth, {"precedence": 4}).save()
        connection.check_constraints()
    assert category(project).precedence == 5


def test_validity_days_are_ordered_and_taken_once(project):
    def validity(starts_on, ends_on, kind=ActivityKind.WORK) -> CategoryValidity:
        row = ActivityCategory.objects.get(project=project, kind=kind)
        return CategoryValidity(category=row, starts_on=starts_on, ends_on=ends_on)

    with auditing.act(by="cli"):
        CategoryValidity.objects.all().delete()
    assert_days_ordered(
        lambda *days: validity(*days, ActivityKind.OTHER), "projects_categoryvalidity_days_ordered"
    )
    assert_one_a_day(validity, "projects_categoryvalidity_no_overlap")
    assert_stands(validity(DAY, None, ActivityKind.UNEMPLOYED))


def test_member_days_are_ordered_and_taken_once(project):
    user = UserFactory()

    def member(starts_on, ends_on, user=user, project=project) -> ProjectMember:
        roles = [Role.COACH]
        return ProjectMember(project=project, user=user, roles=roles, starts_on=starts_on, ends_on=ends_on)

    other = UserFactory()
    assert_days_ordered(lambda *days: member(*days, other), "projects_projectmember_days_ordered")
    assert_one_a_day(member, "projects_projectmember_no_overlap")
    assert_stands(member(DAY, dt.date(2021, 3, 1), other))
    assert_stands(member(DAY, None, project=ProjectFactory()))


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("projects_projectmember_roles_known", ["x"]),
        ("projects_projectmember_roles_known", [Role.COACH, "x"]),
        ("projects_projectmember_roles_given", []),
    ],
)
def test_member_with_wrong_roles_is_refused(project, name, roles):
    assert_refused(ProjectMember(project=project, user=UserFactory(), roles=roles, starts_on=DAY), name)


def test_member_with_every_role_stands(project):
    assert_stands(ProjectMember(project=project, user=UserFactory(), roles=list(Role), starts_on=DAY))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("projects_municipality_code_once", {"code": "240"}),
        ("projects_municipality_code_shape", {"code": "24"}),
        ("projects_municipality_code_shape", {"code": "24a"}),
        ("projects_municipality_code_shape", {"code": ""}),
        ("projects_municipality_urbanisation_known", {"urbanisation": 0}),
        ("projects_municipality_urbanisation_known", {"urbanisation": 4}),
        ("projects_municipality_named", {"name_fi": " "}),
    ],
)
def test_municipality_with_a_wrong_fact_is_refused(name, facts):
    MunicipalityFactory(code="240")
    assert_refused(Municipality(**{"code": "005", "name_fi": "Alajärvi", **facts}), name)


def share(**facts) -> ForeignLanguageShare:
    given = {
        "municipality": MunicipalityFactory(),
        "as_of": DAY,
        "share_percent": "4.60",
        "persons": 900,
        "source": "Tilastokeskus",
    }
    return ForeignLanguageShare(**{**given, **facts})


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("projects_foreignlanguageshare_percent", {"share_percent": "-0.01"}),
        ("projects_foreignlanguageshare_percent", {"share_percent": "100.01"}),
        ("projects_foreignlanguageshare_sourced", {"source": " "}),
    ],
)
def test_share_with_a_wrong_fact_is_refused(name, facts):
    assert_refused(share(**facts), name)


def test_share_of_one_day_and_source_twice_is_refused():
    assert_stands(share(share_percent="0"))
    assert_refused(share(), "projects_foreignlanguageshare_once")
    assert_stands(share(as_of=dt.date(2022, 3, 1), share_percent="100"))
    assert_stands(share(source="Kunta"))
    assert_stands(share(municipality=MunicipalityFactory(code="851", name_fi="Tornio")))


def test_partner_with_no_name_or_the_name_of_another_is_refused():
    PartnerFactory(name="TE-toimisto")
    assert_refused(Partner(name="TE-toimisto"), "projects_partner_name_once")
    assert_refused(Partner(name=" "), "projects_partner_named")
    assert_stands(Partner(name="Kemin kaupunki"))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("projects_partnercontact_way_known", {"way": "x"}),
        ("projects_partnercontact_way_known", {"way": ""}),
        ("projects_partnercontact_summarised", {"summary": " \n"}),
    ],
)
def test_contact_with_a_wrong_fact_is_refused(name, facts):
    given = {"partner": PartnerFactory(), "held_on": DAY, "held_by": UserFactory()}
    assert_refused(PartnerContact(**given, **{"way": "phone", "summary": "Sovittiin", **facts}), name)
