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
