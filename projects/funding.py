"""The parts of a project's funding: who agreed to give how much, and how much came."""

from decimal import Decimal

from projects.choices import FundingKind
from projects.models import FundingSource, Municipality, Project
from staff import auditing
from staff.rows import keep


def agree(
    *,
    project: Project,
    funder: str,
    kind: FundingKind,
    agreed: Decimal | None = None,
    realised: Decimal | None = None,
    municipality: Municipality | None = None,
    note: str = "",
    by: auditing.Actor,
) -> FundingSource:
    """Write down a part of the funding. Refused (ValidationError) when it is there, or has no amount."""
    source = FundingSource(
        project=project,
        funder=funder,
        kind=kind,
        agreed=agreed,
        realised=realised,
        municipality=municipality,
        note=note,
    )
    with auditing.act(by=by):
        keep(source)
    return source


def change(
    *,
    source: FundingSource,
    funder: str,
    kind: FundingKind,
    agreed: Decimal | None,
    realised: Decimal | None,
    municipality: Municipality | None,
    note: str,
    by: auditing.Actor,
) -> FundingSource:
    """Put a part of the funding right. Refused (ValidationError) as `agree` refuses it."""
    source.funder, source.kind, source.municipality = funder, kind, municipality
    source.agreed, source.realised, source.note = agreed, realised, note
    with auditing.act(by=by):
        keep(source)
    return source
