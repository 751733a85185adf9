import datetime as dt

import factory

from projects.choices import ActivityKind
from projects.models import (
    ActivityCategory,
    CategoryValidity,
    Municipality,
    Partner,
    Project,
    ProjectArea,
    ProjectMember,
    ServiceLanguage,
)
from staff.permissions import Role
from tests.factories.auditing import AuditedFactory
from tests.factories.staff import UserFactory


class MunicipalityFactory(AuditedFactory):
    class Meta:
        model = Municipality
        django_get_or_create = ["code"]

    code = "240"
    name_fi = "Kemi"


class ProjectFactory(AuditedFactory):
    """Open around the tests' fixed day and today alike; every category is in use in the default order."""

    class Meta:
        model = Project

    code = factory.Sequence(lambda n: f"S{n:05d}")
    name = factory.Sequence(lambda n: f"Hanke {n}")
    starts_on = dt.date(2019, 1, 15)
    ends_on = dt.date(2099, 12, 31)

    @factory.post_generation
    def categories(self, create, extracted, **kwargs):
        for place, kind in enumerate(ActivityKind, start=1):
            category = ActivityCategoryFactory(project=self, kind=kind, precedence=place)
            CategoryValidityFactory(category=category)


class ProjectAreaFactory(AuditedFactory):
    class Meta:
        model = ProjectArea

    project = factory.SubFactory(ProjectFactory)
    municipality = factory.SubFactory(MunicipalityFactory)


class ActivityCategoryFactory(AuditedFactory):
    class Meta:
        model = ActivityCategory

    project = factory.SubFactory(ProjectFactory)
    kind = ActivityKind.WORK
    precedence = 1


class CategoryValidityFactory(AuditedFactory):
    class Meta:
        model = CategoryValidity

    category = factory.SubFactory(ActivityCategoryFactory)
    starts_on = dt.date(2019, 1, 1)


class MembershipFactory(AuditedFactory):
    class Meta:
        model = ProjectMember

    project = factory.SubFactory(ProjectFactory)
    user = factory.SubFactory(UserFactory)
    roles = [Role.COACH]
    starts_on = dt.date(2019, 1, 15)


class PartnerFactory(AuditedFactory):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Kumppani {n}")


class ServiceLanguageFactory(AuditedFactory):
    class Meta:
        model = ServiceLanguage

    project = factory.SubFactory(ProjectFactory)
    language = "som"
    starts_on = dt.date(2019, 1, 15)
