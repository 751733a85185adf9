"""What came from each funder in a claim period."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.models import ClaimFunding, ClaimPeriod, FundingSource
from staff import auditing
from staff.rows import keep


def state(*, claim: ClaimPeriod, amounts: Mapping[FundingSource, Decimal | None], by: auditing.Actor) -> None:
    """State how much came from each funder while the claim ran; nothing where nothing came.

    Refused (ValidationError) when the claim was sent.
    """
    if claim.sent_at is not None:
        raise ValidationError(_("This claim was sent already."))
    standing = {each.source_id: each for each in claim.funding.all()}
    with auditing.act(by=by):
        for source, amount in amounts.items():
            row = standing.get(source.pk)
            if amount:
                row = row or ClaimFunding(claim=claim, source=source)
                row.amount = amount
                keep(row)
            elif row is not None:
                row.delete()
