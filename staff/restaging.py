"""A book that was taken back is prepared once more, with everything that was said of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staff import auditing
from staff.choices import BatchState, RowStatus
from staff.models import ImportBatch, ImportFile, ImportRow
from staff.verdicts import ImportRefused

# What a book is and what was said of it; what came of it isn't copied.
KEPT = (
    "kind", "project_code", "file_name", "size", "sha256", "sheet", "header_row", "reading", "mapping", "words", "days"
)  # fmt: skip
KEPT_OF_ROW = ("number", "skipped", "cells", "edits", "answer", "is_left_out")
COUNTED_AT_STAGING = ("read", "skipped_rows", "warnings")


def stage_again(*, batch: ImportBatch, by: auditing.Actor) -> ImportBatch:
    """A new book from the rows of one that was staged before: its columns, corrections and answers come along.

    Refused (ImportRefused) unless it was taken back, and once the rows were forgotten.
    """
    if batch.state != BatchState.UNDONE:
        raise ImportRefused(_("This import hasn't been undone."))
    rows = list(batch.rows.all())
    if not rows:
        raise ImportRefused(_("The rows of this book have been forgotten. Choose the file once more."))
    with transaction.atomic():
        again = ImportBatch.objects.create(
            **{name: getattr(batch, name) for name in KEPT},
            counts={name: batch.counts[name] for name in COUNTED_AT_STAGING},
            staged_at=timezone.now(),
            staged_by=None if isinstance(by, str) else by,
        )
        ImportFile.objects.create(batch=again, content=batch.file.content)
        ImportRow.objects.bulk_create(
            ImportRow(
                batch=again, status=RowStatus.STAGED, **{name: getattr(row, name) for name in KEPT_OF_ROW}
            )
            for row in rows
        )
    return again
