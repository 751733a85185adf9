from staff.models.access_entry import AccessEntry
from staff.models.device import Device
from staff.models.draft import Draft
from staff.models.import_batch import ImportBatch, ImportRow
from staff.models.submission import Submission
from staff.models.user import User
from staff.models.withdrawal import Withdrawable

__all__ = [
    "AccessEntry",
    "Device",
    "Draft",
    "ImportBatch",
    "ImportRow",
    "Submission",
    "User",
    "Withdrawable",
]
