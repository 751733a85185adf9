from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from ohjaamo.commands import PlainCommand
from staff import users


class Command(PlainCommand):
    help = "Add an administrator; the password is asked, or read from the first line of standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("first_name")
        parser.add_argument("last_name")
        parser.add_argument("--password-from-stdin", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            password = input() if options["password_from_stdin"] else getpass()
            users.add(
                email=options["email"],
                first_name=options["first_name"],
                last_name=options["last_name"],
                password=password,
                is_administrator=True,
                by="cli",
            )
        except EOFError as error:
            raise CommandError(_("No password was given."), returncode=2) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        self.stdout.write(f"{options['email']}: administrator")
