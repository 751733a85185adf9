"""How far from today a form's day may be."""

import datetime as dt

YEAR = dt.timedelta(days=365)
