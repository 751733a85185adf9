"""The paper for the archive: PDF/A-3a, tagged, its typefaces in it, its figures attached, its digest in the foot."""

import json
from io import BytesIO

import pikepdf
import pytest

from projects.choices import ActivityKind
from reports import sealed_papers
from reports.sealed_contents import Seal, digest_of, without_people
from tests.reports.paper_text import text_of
from tests.reports.sealed import seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def publication(project, enrol):
    enrol(ActivityKind.WORK)
    enrol()
    return seal(project)


def test_paper_is_archived_tagged_finnish_with_its_figures_attached(publication, project):
    name = f"{project.code}-snapshot-2022-04-30-v1"
    with pikepdf.open(BytesIO(bytes(publication.pdf))) as pdf:
        with pdf.open_metadata() as facts:
            assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("3", "A")
            assert facts["dc:title"] == "Tilannekuva 30.4.2022"
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("fi", True)
        for page in pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        files = {each: spec.get_file().read_bytes() for each, spec in pdf.attachments.items()}
    assert sorted(files) == [f"{name}.json", f"{name}.xlsx"]
    assert files[f"{name}.xlsx"] == bytes(publication.book)
    attached = json.loads(files[f"{name}.json"])
    assert attached == json.loads(json.dumps(without_people(publication.content, publication.sha256)))


def test_paper_bears_version_publisher_and_digest(publication):
    text = text_of(bytes(publication.pdf))
    assert publication.sha256 in text.replace(" ", "")
    for words in ("Versio 1", "Komentorivi", "Täsmäytys", "Työssä 1 1"):
        assert words.replace(" ", "") in text.replace(" ", "")


def test_attached_figures_name_no_client_by_key(publication):
    told = without_people(publication.content, publication.sha256)
    assert "keys" not in json.dumps(told)
    assert told["sha256"] == digest_of(publication.content)
    assert {each["figure"]: each["value"] for each in told["figures"] if each["day"] == "2022-04-30"}[
        "work"
    ] == 1


def test_file_name_says_which_report_it_is():
    assert sealed_papers.file_name("S1", "snapshot", "2022-04-30", 2) == "S1-snapshot-2022-04-30-v2"


def test_seal_is_for_the_funder_when_nothing_else_is_said(publication):
    seal_of = Seal(1, "", publication.published_at, "Pirjo")
    assert seal_of.reader.audience == publication.audience == "funder"
