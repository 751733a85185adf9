import os
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from ohjaamo import database
from ohjaamo.commands import PlainCommand
from ohjaamo.periods import today
from ohjaamo.processes import only_one, port_is_free, run_together
from projects.models import Project
from reports import demonstration
from staff.choices import BatchState
from staff.models import ImportBatch

APP_ROLE = "ohjaamo_app"


class Command(PlainCommand):
    help = "Set up the trial (migrate, seed, old books, one user per role) and serve it. Run again, it keeps the data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="only set up")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        # The trial serves static files from where they are; the folder only keeps the server from warning.
        settings.STATIC_ROOT.mkdir(exist_ok=True)
        if options["no_serve"]:
            self._set_up()
            self._tell(options["port"])
            return
        with only_one(settings.OHJAAMO_VAR / "demo.lock") as is_only:
            if not is_only:
                raise CommandError(_("The trial is already running; end it first with Ctrl-C."), returncode=2)
            if not port_is_free(options["port"]):
                message = _("Port %(port)s can't be used; choose another: make demo PORT=8001")
                raise CommandError(message % {"port": options["port"]}, returncode=2)
            self._serve(options["port"])

    def _serve(self, port: int) -> None:
        self._set_up()
        self._tell(port)
        code = run_together(
            self._servers(port), {"OHJAAMO_DATABASE_ROLE": APP_ROLE}, meanwhile=database.keep_up
        )
        database.stop()
        sys.exit(code)

    def _set_up(self) -> None:
        call_command("migrate", verbosity=0)
        if not Project.objects.filter(code=demonstration.BOOKS_PROJECT).exists():
            call_command("load_seed")
        for file_name, kind in demonstration.OLD_BOOKS:
            # One by one, so that a set-up that was cut short goes on where it stopped.
            if not ImportBatch.objects.filter(file_name=file_name, state=BatchState.APPLIED).exists():
                path = demonstration.BOOKS / file_name
                call_command("import_book", str(path), kind=kind, project=demonstration.BOOKS_PROJECT)
        demonstration.open_doors(today())
        demonstration.bring_to_life(today())
        demonstration.show_money()
        try:
            demonstration.show_reports(today())
        except ValidationError as refusal:
            # A trial without a publication is still a trial.
            self.stderr.write(" ".join(refusal.messages))

    def _tell(self, port: int) -> None:
        self.stdout.write(f"\nOhjaamo: http://localhost:{port}/\n")
        self.stdout.write(f"Salasana / password: {demonstration.PASSWORD}\n")
        for person in demonstration.PEOPLE:
            role = ", ".join(str(each.label) for each in person.roles) or _("administrator")
            self.stdout.write(f"  {person.email:34} {role}")
        self.stdout.write("\nCtrl-C lopettaa / ends.\n")
        self.stdout.flush()

    def _servers(self, port: int) -> list[list[str]]:
        manage = str(settings.BASE_DIR / "manage.py")
        return [
            [
                sys.executable,
                "-m",
                "gunicorn",
                "ohjaamo.wsgi",
                f"--bind=127.0.0.1:{port}",
                f"--workers={min(2, os.cpu_count() or 1)}",
                "--threads=4",
                "--timeout=60",
                "--no-control-socket",
                "--log-level=warning",
                f"--chdir={settings.BASE_DIR}",
            ],
            [sys.executable, manage, "procrastinate", "worker", "--delete-jobs=successful"],
        ]
