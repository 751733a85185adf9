"""What doesn't add up in a project's funding, in words."""

from django.utils.translation import gettext as _

from ohjaamo.formats import difference, share
from reports.figures.funding import Finding, Funding, Rule
from reports.money_cells import euros, signed_euros


def state(funding: Funding) -> str:
    """Ready, or how much there is to explain."""
    return to_explain(len(funding.open))


def to_explain(count: int) -> str:
    """Ready, or how many things there are to explain."""
    return _("%(count)s to explain") % {"count": count} if count else _("Ready")


def words(finding: Finding) -> str:
    """The finding as a sentence or two."""
    return {
        Rule.PARTS_NE_TOTAL: _too_much,
        Rule.GAP: _gap,
        Rule.PERCENT_DIFFERS: _percent_differs,
        Rule.PUBLISHED_DIFFERS: _amount_differs,
        Rule.MEAN_ROUNDING: _mean_was_rounded,
    }[finding.rule](finding)


def _too_much(finding: Finding) -> str:
    text = _("The parts are %(computed)s together, published is %(published)s: difference %(difference)s.")
    return text % _euros(finding) + _hint(finding)


def _gap(finding: Finding) -> str:
    text = _(
        "Parts of the funding are missing: %(missing)s. "
        "The parts are %(computed)s together, published is %(published)s."
    )
    return text % (_euros(finding) | {"missing": euros(-finding.difference)}) + _hint(finding)


def _hint(finding: Finding) -> str:
    """Which amount, another by one digit, would make it agree."""
    if finding.hint is None:
        return ""
    text = _("If %(funder)s were %(amount)s, it would agree: one digit may be wrong.")
    return " " + text % {"funder": finding.funder, "amount": euros(finding.hint)}


def _percent_differs(finding: Finding) -> str:
    text = _(
        "%(funder)s: published %(published)s, by the amounts %(computed)s: "
        "difference %(difference)s percentage points."
    )
    return text % {
        "funder": finding.funder,
        "published": share(finding.published),
        "computed": share(finding.computed),
        "difference": difference(finding.difference),
    }


def _amount_differs(finding: Finding) -> str:
    text = _(
        "%(funder)s: published %(published)s, by the published percent %(computed)s: difference %(difference)s."
    )
    return text % _euros(finding)


def _mean_was_rounded(finding: Finding) -> str:
    text = _(
        "%(funder)s: published %(published)s, the published mean of a year makes %(computed)s: "
        "the mean was rounded, difference %(difference)s."
    )
    return text % _euros(finding)


def _euros(finding: Finding) -> dict[str, str]:
    return {
        "funder": finding.funder,
        "published": euros(finding.published),
        "computed": euros(finding.computed),
        "difference": signed_euros(finding.difference),
    }
