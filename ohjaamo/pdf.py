"""The one door to PDFs. The work is done in a child process (pdf_renderer): a document that eats memory or time
takes only itself down, and nothing else pays for loading WeasyPrint."""

import json
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT / "static" / "css" / "paper.css"
SECONDS = 120
LIBRARIES_MISSING = 3  # the child's exit code
# Enough to find the system's libraries and fonts; the child sees none of our secrets.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "XDG_CACHE_HOME", "DYLD_FALLBACK_LIBRARY_PATH", "SYSTEMROOT")


class PdfUnavailable(Exception):
    """This machine can't make PDFs at all; the message says what to install."""


class PdfFailed(Exception):
    """This document couldn't be made; the message is for the log."""


@dataclass(frozen=True)
class Attachment:
    """A file that a PDF carries in it: the data behind what the paper says."""

    name: str
    description: str
    content: bytes


def render_pdf(
    html: str,
    *,
    css: Sequence[Path] = (PAPER,),
    variant: str = "pdf/ua-1",
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The HTML as a tagged PDF with its typefaces in it, and the attachments, which only an archive (pdf/a-3a) takes.

    Nothing that the HTML points at is fetched, whatever it is: style comes by css, pictures as inline SVG.
    Refuses with PdfUnavailable when system libraries are missing, with PdfFailed when the document is too
    much for the limits or can't be drawn.
    """
    command = [sys.executable, "-m", "ohjaamo.pdf_renderer", variant, *map(str, css)]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        child = subprocess.run(
            command,
            input=_packed(html, attachments),
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PdfFailed(f"The PDF wasn't ready in {SECONDS} seconds.") from error
    if child.returncode == LIBRARIES_MISSING:
        raise PdfUnavailable(
            _(
                "PDFs need two system libraries. Install them: apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"
            )
        )
    if child.returncode != 0:
        raise PdfFailed(child.stderr.decode(errors="replace")[-2000:])
    return child.stdout


def _packed(html: str, attachments: Sequence[Attachment]) -> bytes:
    """What the child reads: one JSON object, whatever bytes the attachments are made of."""
    files = [[each.name, each.description, b64encode(each.content).decode()] for each in attachments]
    return json.dumps({"html": html, "attachments": files}).encode()
