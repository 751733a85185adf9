from reports.models.claim import Claim
from reports.models.explanation import Explanation
from reports.models.funder_report import FunderReport, ReportPart
from reports.models.indicator import Indicator
from reports.models.promise import Promise
from reports.models.publication import (
    Publication,
    PublicationReader,
    PublishedFigure,
    PublishedMember,
)

__all__ = [
    "Claim",
    "Explanation",
    "FunderReport",
    "Indicator",
    "Promise",
    "Publication",
    "PublicationReader",
    "PublishedFigure",
    "PublishedMember",
    "ReportPart",
]
