"""For whom a report is sealed: the funder, a payer of one municipality, the public."""

from dataclasses import dataclass

from projects.models import Municipality
from reports.choices import Audience


@dataclass(frozen=True)
class Reader:
    """For whom a report is; a payer is a municipality."""

    audience: Audience = Audience.FUNDER
    municipality: Municipality | None = None

    @property
    def is_funder(self) -> bool:
        return self.audience == Audience.FUNDER

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC


FUNDER = Reader()
