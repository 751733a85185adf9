"""Which parts of the system a project uses."""

from collections.abc import Collection

from projects.choices import ProjectPart
from projects.models import Project
from staff import auditing
from staff.rows import keep


def choose(*, project: Project, parts: Collection[ProjectPart | str], by: auditing.Actor) -> Project:
    """Use these parts and switch off the others: off, a part has no tab and no button; its rows stay."""
    with auditing.act(by=by):
        current = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
        current.parts_off = [part for part in ProjectPart if part not in parts]
        keep(current, update_fields=["parts_off"])
    return current
