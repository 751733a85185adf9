"""Compiles our translations without gettext's tools."""

from pathlib import Path
from typing import Any

import polib
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile every catalogue (.po) of the project that is newer than its compiled form (.mo)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for catalogue in catalogues():
            compiled = catalogue.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime_ns >= catalogue.stat().st_mtime_ns:
                continue
            polib.pofile(str(catalogue)).save_as_mofile(str(compiled))
            self.stdout.write(f"{catalogue.relative_to(settings.BASE_DIR)}: compiled")


def catalogues() -> list[Path]:
    """The catalogues of our own apps and of the ground floor; a library compiles its own."""
    own = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    folders = [*map(Path, settings.LOCALE_PATHS), *(path / "locale" for path in own)]
    return sorted(path for folder in folders for path in folder.glob("*/LC_MESSAGES/django.po"))
