"""A report of the project, sealed; on paper that nobody prints, where a test isn't about the paper."""

import datetime as dt
from typing import Any

import pytest

from reports import sealing
from reports.models import Publication
from tests.reports.scenes import BEFORE, DAY

TODAY = dt.date(2022, 5, 2)
UNPRINTED = b"%PDF unprinted"


def without_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing the paper takes a second: here it is only handed back."""
    monkeypatch.setattr("reports.sealed_papers.render_pdf", lambda *_args, **_kwargs: UNPRINTED)


def seal(project: Any, **facts: Any) -> Publication:
    """The snapshot of the two dates, published."""
    given = {"kind": "snapshot", "days": [BEFORE, DAY], "today": TODAY, "by": "cli"}
    return sealing.publish(project=project, **{**given, **facts})
