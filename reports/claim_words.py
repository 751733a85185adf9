"""What there is to explain of a claim, and where its roundings come from, in words."""

from decimal import Decimal

from django.utils.translation import gettext as _

from ohjaamo.formats import period
from projects import claim_checks
from projects.choices import Implementer
from projects.models import ClaimPeriod
from reports.budget_tables import LABELS
from reports.claim_tables import in_cents
from reports.figures.claim import ClaimFigures, Rounding
from reports.money_cells import signed

# What own funding shared may be off by its line through rounding alone; beyond it the cap was reached.
ROUNDED_OFF = Decimal(1)


def title(claim: ClaimPeriod) -> str:
    """Claim 1.11.2022–30.4.2023"""
    return _("Claim %(period)s") % {"period": period(claim)}


def to_explain(found: ClaimFigures) -> list[str]:
    """What somebody should look at before the claim goes out. It stops nothing."""
    told = [] if found.is_binding else [_("The budget is a draft: no decision binds yet.")]
    told += claim_checks.of_claim(found.claim)
    if found.claim.implementer == Implementer.LEAD and found.why_unshared:
        told.append(found.why_unshared)
    elif abs(found.unshared) > ROUNDED_OFF and found.shares:
        told.append(
            _("The own funding reaches what was decided: %(here)s by its line, %(shared)s shared.")
            % {"here": in_cents(found.own_funding), "shared": in_cents(found.shared)}
        )
    return told


def sharing(found: ClaimFigures) -> str:
    """How what is shared stands beside the claim's own line; the cents come of rounding once over a budget period."""
    if not found.shares:
        return found.why_unshared
    told = {
        "shared": in_cents(found.shared),
        "here": in_cents(found.own_funding),
        "difference": signed(found.unshared),
    }
    if not found.unshared:
        return _("Shared %(shared)s, own funding of the claim %(here)s: they agree.") % told
    return _("Shared %(shared)s, own funding of the claim %(here)s: difference %(difference)s.") % told


def rounding(found: Rounding) -> str:
    """Flat rate 2023: worked out 75 743,20, decided 75 742,00: difference −1,20."""
    text = _(
        "%(line)s %(label)s: worked out %(computed)s €, decided %(decided)s €: difference %(difference)s €."
    )
    return text % {
        "line": LABELS[found.line],
        "label": found.label,
        "computed": in_cents(found.computed),
        "decided": in_cents(found.decided),
        "difference": signed(found.difference),
    }
