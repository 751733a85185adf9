import io
import threading
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from ohjaamo import pdf
from ohjaamo.pdf import Attachment, PdfFailed, PdfUnavailable, render_pdf
from ohjaamo.pdf_renderer import render

CANARY = "canary-of-the-house"
EVIL_SVG = '<svg xmlns="http://www.w3.org/2000/svg"><image href="{file}" width="9" height="9"/></svg>'

# Markup that a hostile name or note could hold, were an escape forgotten. {http} and {file} are filled in.
HOSTILE = {
    "img": '<img src="{http}"><img src="{file}">',
    "svg image": '<svg width="9" height="9"><image href="{http}" width="9" height="9"/></svg>',
    "svg image xlink": '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{file}"/></svg>',
    "svg use": '<svg><use href="{http}#a"/><use href="{file}#a"/></svg>',
    "svg style": '<svg><style>@import "{http}";</style><rect fill="url({http}#p)" width="9" height="9"/></svg>',
    "style import": '<style>@import url("{http}"); @import "{file}";</style>',
    "style font": '<style>@font-face {{ font-family: Evil; src: url("{http}") }} p {{ font-family: Evil }}</style><p>x',
    "style background": '<p style="background: url({http})">x</p><p style="background: url({file})">x</p>',
    "style content": '<style>p::before {{ content: url("{http}") }}</style><p>x</p>',
    "list image": '<ul style="list-style-image: url({http})"><li>x</li></ul>',
    "border image": '<p style="border: 9px solid; border-image: url({http}) 9">x</p>',
    "link style": '<link rel="stylesheet" href="{http}"><link rel="stylesheet" href="{file}">',
    "link attachment": '<link rel="attachment" href="{file}"><link rel="attachment" href="{http}">',
    "a attachment": '<a rel="attachment" href="{file}">x</a>',
    "data attachment": '<link rel="attachment" href="data:text/plain,canary-of-the-house">',
    "data svg": '<img src="data:image/svg+xml;base64,{svg}">',
    "object": '<object data="{http}"></object><embed src="{file}"><iframe src="{http}"></iframe>',
    "base": '<base href="{http}/"><img src="evil.png">',
    "srcset": '<picture><source srcset="{http}"><img srcset="{http} 2x" src="{http}"></picture>',
    "script": '<script src="{http}"></script><script>app.alert(1)</script><a href="javascript:app.alert(1)">x</a>',
    "meta": '<meta http-equiv="refresh" content="0; url={http}"><link rel="icon" href="{http}">',
}  # fmt: skip


class Trap(ThreadingHTTPServer):
    """Listens where a hostile document would call, and counts."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        super().__init__(("127.0.0.1", 0), TrapHandler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/evil.png"


class TrapHandler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.calls.append(self.path)  # type: ignore[attr-defined]
        self.send_error(404)

    def log_message(self, *_arguments: object) -> None:
        """Silence."""


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    server = Trap()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


@pytest.fixture(scope="module")
def paper() -> pikepdf.Pdf:
    """A paper in Finnish, made from the papers' own layout."""
    with translation.override("fi"):
        html = render_to_string(
            "pdf/layout.html",
            {
                "title": "Tilannekuva 30.4.2022",
                "organisation": "Setlementti ry",
                "facts": [("Projekti", "Maahanmuuttaja Ohjaamo Kemi"), ("Nimi", "مرحبا")],
                "made": "Liisa Virtanen 30.4.2022 klo 9.12",
            },
        )
    return opened(render_pdf(html))


def fonts(document: pikepdf.Pdf) -> dict[str, bool]:
    """Every typeface of a document and whether its letters are in the file."""
    found = {}
    for page in document.pages:
        for font in page.Resources.Font.values():
            described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            found[str(font.BaseFont).partition("+")[2]] = "/FontFile2" in described.FontDescriptor
    return found


def strings(document: pikepdf.Pdf) -> str:
    """Everything in the file that could hold a word, unpacked."""
    parts = []
    for thing in document.objects:
        parts.append(str(thing.unparse()))
        if isinstance(thing, pikepdf.Stream):
            parts.append(str(thing.read_raw_bytes() if "/Filter" not in thing else thing.read_bytes()))
    return "\n".join(parts)


def test_render_pdf_paper_has_its_typefaces_in_it(paper):
    assert fonts(paper) == {"Noto-Sans": True, "Noto-Sans-Bold": True, "IBM-Plex-Sans-Arabic": True}


def test_render_pdf_paper_says_its_language_title_and_that_it_is_tagged(paper):
    assert str(paper.Root.Lang) == "fi"
    assert bool(paper.Root.MarkInfo.Marked)
    assert bool(paper.Root.ViewerPreferences.DisplayDocTitle)
    with paper.open_metadata() as facts:
        assert facts["dc:title"] == "Tilannekuva 30.4.2022"
        assert facts["pdfuaid:part"] == "1"


def test_render_pdf_archive_variant_is_pdf_a_with_tags():
    document = opened(render_pdf("<html lang=fi><title>t</title><p>å</p>", variant="pdf/a-3a"))

    with document.open_metadata() as facts:
        assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("3", "A")


def test_render_pdf_archive_carries_its_attachments_as_data_byte_for_byte():
    files = [
        Attachment("luvut.json", "Luvut", '{"ä": 1}'.encode()),
        Attachment("luvut.xlsx", "Taulukko", bytes(range(256))),
    ]
    html = "<html lang=fi><title>t</title><p>å</p>"
    document = opened(render_pdf(html, variant="pdf/a-3a", attachments=files))

    found = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
    assert found == {each.name: each.content for each in files}
    assert {(str(each.UF), str(each.AFRelationship)) for each in document.Root.AF} == {
        ("luvut.json", "/Data"),
        ("luvut.xlsx", "/Data"),
    }


# In the child process the profile of colours that the library leaves open ends with it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_render_pdf_archive_given_hostile_markup_attaches_only_what_it_was_given(markup, trap, tmp_path):
    trap.calls.clear()
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    evil = b64encode(EVIL_SVG.format(file=secret.as_uri()).encode()).decode()
    body = markup.format(http=trap.address, file=secret.as_uri(), svg=evil)
    own = Attachment("luvut.json", "Luvut", b"{}")

    html = f"<html lang=fi><title>t</title><body><p>ennen</p>{body}<p>jälkeen</p>"
    document = opened(render(html, css=[], variant="pdf/a-3a", attachments=[own]))

    assert (trap.calls, list(document.attachments)) == ([], ["luvut.json"])
    text = strings(document)
    assert [word for word in (CANARY, "/JavaScript", "/Image") if word in text] == []


def test_render_pdf_table_keeps_its_headers_in_the_tags():
    table = (
        '<table><thead><tr><th scope="col">Päivä</th></tr></thead><tbody><tr><td>34</td></tr></tbody></table>'
    )
    document = opened(render_pdf(f"<html lang=fi><title>t</title>{table}"))

    kinds = [
        str(thing.S) for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing
    ]

    assert {"/Table", "/TR", "/TH", "/TD"} <= set(kinds)


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_render_pdf_hostile_markup_fetches_and_embeds_nothing(markup, trap, tmp_path):
    trap.calls.clear()
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    evil = b64encode(EVIL_SVG.format(file=secret.as_uri()).encode()).decode()
    body = markup.format(http=trap.address, file=secret.as_uri(), svg=evil)

    html = f"<html lang=fi><title>t</title><body><p>ennen</p>{body}<p>jälkeen</p>"
    document = opened(render(html, css=[], variant="pdf/ua-1"))

    assert trap.calls == []
    assert dict(document.attachments) == {}
    text = strings(document)
    assert [word for word in (CANARY, "/JavaScript", "/EmbeddedFile", "/Image") if word in text] == []


def test_render_pdf_too_much_for_the_limits_fails_and_says_so(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.01)

    with pytest.raises(PdfFailed, match="seconds"):
        render_pdf("<p>x")


def test_render_pdf_style_that_is_not_there_fails_with_the_reason():
    with pytest.raises(PdfFailed, match=r"missing\.css"):
        render_pdf("<p>x", css=[Path("missing.css")])


def test_render_pdf_without_the_systems_libraries_names_what_to_install(monkeypatch, tmp_path):
    broken = tmp_path / "weasyprint.py"
    broken.write_text("raise OSError('cannot load library')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(pdf, "PASSED_ON", (*pdf.PASSED_ON, "PYTHONPATH"))

    with pytest.raises(PdfUnavailable, match=r"libpangoft2-1\.0-0 libharfbuzz-subset0"):
        render_pdf("<p>x")


def test_render_pdf_child_sees_none_of_our_secrets():
    assert [name for name in pdf.PASSED_ON if "OHJAAMO" in name or "DATABASE" in name] == []
