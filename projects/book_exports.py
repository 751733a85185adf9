"""Books of the register on their way to somebody: made, and written down whose records went out."""

from collections.abc import Iterable

from django.utils import timezone

from projects import book_writing
from projects.book_resources import BookResource, Line
from projects.memberships import allowed_to
from projects.models import Project
from staff import accesses
from staff.permissions import Permission


def book_of(resource: BookResource, lines: Iterable[Line], project: Project | None = None) -> bytes:
    """The book of these rows, for whom the resource was made. Whose records it tells of is written down by then.

    Rows about somebody under a safety restriction are left out for whoever doesn't open such records.
    """
    allowed = allowed_to(resource.by, resource.today)
    opens_guarded = allowed.may(Permission.OPEN_RESTRICTED_CLIENTS, project.pk if project else None)
    told = [line for line in lines if opens_guarded or not line.is_guarded]
    packed = book_writing.write_book(resource, told)
    accesses.note_export(
        kind=resource.about,
        keys=[line.about for line in told if line.about is not None],
        reason=resource.kind,
        day=resource.today,
        moment=timezone.now(),
        by=resource.by,
    )
    return packed
