from staff.models.access_entry import AccessEntry
from staff.models.device import Device
from staff.models.draft import Draft
from staff.models.import_batch import ImportBatch, ImportFile
from staff.models.import_memory import RememberedLayout, RememberedWord
from staff.models.import_row import ImportRow
from staff.models.import_task import ImportTask
from staff.models.submission import Submission
from staff.models.user import User
from staff.models.withdrawal import Withdrawable

__all__ = [
    "AccessEntry",
    "Device",
    "Draft",
    "ImportBatch",
    "ImportFile",
    "ImportRow",
    "ImportTask",
    "RememberedLayout",
    "RememberedWord",
    "Submission",
    "User",
    "Withdrawable",
]
