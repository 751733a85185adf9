"""The child process behind ohjaamo/pdf.py: HTML comes in, a PDF goes out, within limits, and nothing is fetched.

`python -m ohjaamo.pdf_renderer VARIANT [CSS-FILE …] < page.json > page.pdf`: the JSON holds the HTML and what is to be
attached to the PDF, each with its name, description and content (base64).
"""

import json
import resource
import sys
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path

import fontpkg

from ohjaamo.pdf import LIBRARIES_MISSING, Attachment

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse
except OSError:
    # Pango isn't on this machine.
    sys.exit(LIBRARIES_MISSING)

MEMORY = 2 * 1024**3
CPU_SECONDS = 100

FACE = (
    '@font-face {{ font-family: "{family}"; src: url("{uri}"); font-weight: {weight}; font-style: {style} }}'
)


class OnlyThese(URLFetcher):
    """Fetches the files it was given and refuses every other address, data: included."""

    def __init__(self, *uris: str) -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False)
        self.uris = frozenset(uris)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in self.uris:
            raise ValueError("Papers fetch nothing.")
        return super().fetch(url, headers)


def typefaces() -> dict[str, str]:
    """The faces of papers as CSS, by the address of their file."""
    faces = [
        ("Noto Sans", "noto-sans", 400, "normal", "100 900"),
        ("Noto Sans", "noto-sans", 400, "italic", "100 900"),
        ("IBM Plex Sans Arabic", "ibm-plex-sans-arabic", 400, "normal", "400"),
        ("IBM Plex Sans Arabic", "ibm-plex-sans-arabic", 700, "normal", "700"),
    ]
    uris = [fontpkg.path(name, weight, style).as_uri() for _family, name, weight, style, _span in faces]
    return {
        uri: FACE.format(family=family, uri=uri, weight=span, style=style)
        for uri, (family, _name, _weight, style, span) in zip(uris, faces, strict=True)
    }


def render(html: str, *, css: list[Path], variant: str, attachments: Sequence[Attachment] = ()) -> bytes:
    """The PDF. The papers' own style may use our typefaces; the document may fetch nothing."""
    faces = typefaces()
    configuration = FontConfiguration()
    styles = ["\n".join(faces.values()), *(path.read_text() for path in css)]
    stylesheets = [
        weasyprint.CSS(string=style, font_config=configuration, url_fetcher=OnlyThese(*faces))
        for style in styles
    ]
    document = weasyprint.HTML(string=html, url_fetcher=OnlyThese())
    return document.write_pdf(
        stylesheets=stylesheets,
        font_config=configuration,
        pdf_variant=variant,
        pdf_tags=True,
        attachments=list(map(_attached, attachments)),
    )


def _attached(file: Attachment) -> weasyprint.Attachment:
    """The file as data of the paper. Its bytes are at hand, so nothing is fetched for it either."""
    return weasyprint.Attachment(
        string=file.content,
        name=file.name,
        description=file.description,
        relationship="Data",
        url_fetcher=OnlyThese(),
    )


def limit() -> None:
    """From here on too much memory or time ends this process, and this process only."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere a process can't be kept to less than it has already mapped
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(variant: str, *css: str) -> None:
    limit()
    told = json.load(sys.stdin.buffer)
    files = [Attachment(name, about, b64decode(content)) for name, about, content in told["attachments"]]
    paper = render(told["html"], css=[Path(path) for path in css], variant=variant, attachments=files)
    sys.stdout.buffer.write(paper)


if __name__ == "__main__":
    main(*sys.argv[1:])
