"""What a new co-financing key begins with, before anybody agrees on it: figures of a day, payers as before."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from projects.choices import PayerKind, SplitBasis
from projects.models import CofinancingKey, CofinancingShare, ForeignLanguageShare, Municipality, Project


@dataclass(frozen=True)
class DraftLine:
    """A municipality that would share: its weight by the basis and its persons, where they are known, and its payer."""

    municipality: Municipality
    weight: Decimal | None = None
    persons: int | None = None
    payer: PayerKind | None = None


def days_known() -> list[dt.date]:
    """The days of which there are figures of the population, newest first."""
    return list(ForeignLanguageShare.objects.order_by("-as_of").values_list("as_of", flat=True).distinct())


def draft(
    *, project: Project, key: CofinancingKey | None, basis: SplitBasis, as_of: dt.date | None
) -> list[DraftLine]:
    """The municipalities of the key before, else of the project's area; agreed percents are those of that key."""
    shares = {each.municipality: each for each in key.shares.select_related("municipality")} if key else {}
    figures = {each.municipality_id: each for each in figures_of(as_of)}
    return [
        _line(municipality, shares.get(municipality), figures.get(municipality.pk), basis)
        for municipality in shares or Municipality.objects.filter(areas__project=project)
    ]


def figures_of(as_of: dt.date | None) -> list[ForeignLanguageShare]:
    """The figures of a day, if there is one; where sources differ, the one written down last counts."""
    if as_of is None:
        return []
    found = ForeignLanguageShare.objects.filter(as_of=as_of).order_by("pk")
    return list({each.municipality_id: each for each in found}.values())


def latest(project: Project) -> CofinancingKey | None:
    """The key that began last."""
    return project.cofinancing.order_by("starts_on").last()


def _line(
    municipality: Municipality,
    share: CofinancingShare | None,
    figure: ForeignLanguageShare | None,
    basis: SplitBasis,
) -> DraftLine:
    weights = {
        SplitBasis.SHARE: figure.share_percent if figure else None,
        SplitBasis.PERSONS: Decimal(figure.persons) if figure else None,
        SplitBasis.AGREED: share.percent if share else None,
    }
    persons = figure.persons if figure else None
    return DraftLine(municipality, weights[basis], persons, PayerKind(share.payer) if share else None)
