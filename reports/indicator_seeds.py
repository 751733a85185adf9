"""The fund's indicators as they come with the system, put into the database once."""

import json
from pathlib import Path

from reports.models import Indicator
from staff import auditing
from staff.rows import keep

SHIPPED = Path(__file__).parent / "data" / "indicators.json"


def load_shipped(*, by: auditing.Actor) -> int:
    """Take in the indicators that aren't there yet in any version; how many they were."""
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    known = set(Indicator.objects.values_list("programme_period", "code"))
    missing = [facts for facts in shipped if (facts["programme_period"], facts["code"]) not in known]
    with auditing.act(by=by):
        for facts in missing:
            keep(Indicator(**facts))
    return len(missing)
