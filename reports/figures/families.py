"""Families and spouses: how many of the clients come with somebody of their own."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clients.choices import FamilyRelation, ResidenceBasis
from clients.models import Client, Enrolment
from ohjaamo.periods import Period
from projects.models import Project
from reports.figures.tally import PERSONS, Fact, Measure, Table, overlapping, split

BOTH, ADULT, OTHERS, ALONE = "both", "adult", "others", "alone"
FAMILIES = Measure("families", gettext_lazy("Families"), lambda fact: fact.family)


@dataclass(frozen=True, kw_only=True)
class Relative(Fact):
    """A client with the family, if one is recorded, and how many of its adults are clients too."""

    family: int | None
    adults: int
    basis: str


def tables(project: Project, period: Period, _today: dt.date) -> list[Table]:
    """The clients of a period by family and by basis of residence, that of spouses among them."""
    people = _people(project, period)
    families = {
        BOTH: _("Both spouses are clients"),
        ADULT: _("One adult is a client"),
        OTHERS: _("Only children or others are clients"),
        ALONE: _("No family recorded"),
    }
    return [
        split("families", _("Families"), people, lambda each: (_kind(each),), families, (FAMILIES, PERSONS)),
        split(
            "bases",
            _("Basis of residence"),
            people,
            lambda each: filter(None, [each.basis]),
            dict(ResidenceBasis.choices),
            (PERSONS,),
        ),
    ]


def _kind(each: Relative) -> str:
    if each.family is None:
        return ALONE
    if each.adults > 1:
        return BOTH
    return ADULT if each.adults else OTHERS


def _people(project: Project, period: Period) -> list[Relative]:
    stays = Enrolment.objects.filter(overlapping(period), project=project)
    rows = Client.objects.filter(pk__in=stays.values("client")).order_by("pk")
    columns = ("pk", "family_member__family", "family_member__relation", "residence_basis")
    found = list(rows.values_list(*columns))
    adults = Counter(family for _key, family, relation, _basis in found if relation == FamilyRelation.ADULT)
    return [
        Relative(client=key, event=key, family=family, adults=adults[family], basis=basis)
        for key, family, _relation, basis in found
    ]
