"""The row every history table is made of. Its class must be called Event: the name goes into table names."""

import pghistory.models
from django.db import models


class Event(pghistory.models.Event):
    """One change of one row: what it looked like after (or, when deleted, before), who did it, when."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True
