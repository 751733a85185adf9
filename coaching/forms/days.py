"""Days as they are asked for in forms."""

import datetime as dt

from ohjaamo.inputs import DayInput

__all__ = ["YEAR", "DayInput"]

YEAR = dt.timedelta(days=365)
