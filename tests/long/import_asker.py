"""What is run beside the tests to have a book taken in by a worker."""

from ohjaamo.periods import today
from projects import import_access, import_runs
from projects.book_kinds import resource_for
from projects.models import Project
from staff import staging
from staff.choices import ImportDeed
from tests.factories.projects import MembershipFactory
from tests.golden import BOOKS, CODE, make_project


def prepare() -> None:
    """A secretary has prepared an old book and asked for it; no worker has taken it up yet."""
    make_project()
    secretary = MembershipFactory(project=Project.objects.get(code=CODE), roles=["secretary"]).user
    taker = resource_for(kind="clients", project_code=CODE, today=today(), by=secretary)
    path = BOOKS / "asiakkaat_2019.xls"
    batch = staging.stage(path=path, taker=taker, project_code=CODE, is_guided=True, by=secretary)
    import_access.judge(batch, secretary, today())
    import_runs.ask(batch=batch, deed=ImportDeed.APPLY, by=secretary)
