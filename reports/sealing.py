"""Publishing: a report is sealed as it is counted now, and never changes again. What changes later is a new version."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from ohjaamo.pdf import PdfFailed, PdfUnavailable
from projects.models import Project
from reports import publications, publishable, sealed_contents, sealed_papers
from reports.models import Publication, PublishedFigure, PublishedMember
from reports.publishable import Report
from reports.readers import FUNDER, Reader
from reports.sealed_contents import Seal
from staff import auditing
from staff.models import User
from staff.rows import copy_in, keep, next_keys


def publish(
    *,
    project: Project,
    kind: str,
    days: Sequence[dt.date],
    version: int | None = None,
    reason: str = "",
    reader: Reader = FUNDER,
    today: dt.date,
    by: auditing.Actor,
) -> Publication:
    """Seal a report of the days, as of the last of them, as the next version: figures, people, rules, paper and book.

    `version` is what she was told it would be. Refused (ValidationError) when somebody was faster, when a new version
    comes without a reason, while an error in our own figures is unexplained, and where no PDF can be made.
    """
    with auditing.act(by=by):
        as_of = max(days, default=today)
        moment = _hold(project, kind, as_of, reader)
        reason = reason.strip()
        number = publications.next_version(project, kind, as_of, reader)
        _refuse(number, version, reason)
        with translation.override("fi"):
            report = publishable.draw(kind, project, days, today=today, reader=reader)
            publisher = str(by) if isinstance(by, User) else _("command line")
        _refuse_open(report)
        seal = Seal(number, reason if number > 1 else "", moment, publisher, reader)
        publication = _sealed(report, seal, by)
        _add_figures(publication, report)
    return publication


def _hold(project: Project, kind: str, as_of: dt.date, reader: Reader) -> dt.datetime:
    """Nobody else publishes this report before the end of the transaction; answers its moment.

    Public reports of a project wait for one another, whatever their days: each hides what the others have told.
    """
    of = reader.audience if reader.is_public else f"{kind} {as_of} {reader.audience} {reader.municipality}"
    name = f"publication {project.pk} {of}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0)), transaction_timestamp()", [name]
        )
        _lock, moment = cursor.fetchone()
    return moment


def _refuse(number: int, version: int | None, reason: str) -> None:
    if version is not None and number != version:
        raise ValidationError(_("This has just been published by somebody else."))
    if number > 1 and not reason:
        raise ValidationError({"reason": _("Say why it is published anew.")})


def _refuse_open(report: Report) -> None:
    blocking = report.reconciliation.blocking
    if blocking:
        message = _("Our own figures don't add up. Mend them, or say why it is so: %s")
        raise ValidationError(message % " ".join(finding.text for finding in blocking))


def _sealed(report: Report, seal: Seal, by: auditing.Actor) -> Publication:
    with translation.override("fi"):
        content = sealed_contents.content_of(report, seal)
        digest = sealed_contents.digest_of(content)
        book = sealed_papers.book(report, seal, digest)
        paper = _paper(report, seal, content, digest, book)
    publication = Publication(
        project=report.project,
        kind=report.kind,
        as_of=report.as_of,
        days=list(report.days),
        audience=seal.reader.audience,
        municipality=seal.reader.municipality,
        version=seal.version,
        reason=seal.reason,
        content=content,
        sha256=digest,
        software_version=settings.OHJAAMO_VERSION,
        pdf=paper,
        book=book,
        published_at=seal.moment,
        published_by=by if isinstance(by, User) else None,
    )
    keep(publication)
    return publication


def _paper(report: Report, seal: Seal, content: str, digest: str, book: bytes) -> bytes:
    try:
        return sealed_papers.paper(report, seal, content=content, digest=digest, book=book)
    except PdfUnavailable as error:
        raise ValidationError(str(error)) from error
    except PdfFailed as error:
        raise ValidationError(_("The PDF couldn't be made. Try fewer dates.")) from error


def _add_figures(publication: Publication, report: Report) -> None:
    """Every figure, and everybody whom it counts, in two writes however many they are."""
    keys = next_keys(PublishedFigure, len(report.figures))
    figures = [
        PublishedFigure(
            pk=key,
            publication=publication,
            figure=each.figure,
            as_of=each.day,
            value=None if each.value is None else Decimal(each.value),
        )
        for key, each in zip(keys, report.figures, strict=True)
    ]
    copy_in(PublishedFigure, figures)
    behind = [
        (figure, key)
        for figure, each in zip(figures, report.figures, strict=True)
        for key in sorted(each.keys)
    ]
    numbers = next_keys(PublishedMember, len(behind))
    copy_in(
        PublishedMember,
        [
            PublishedMember(pk=number, figure=figure, client_key=key)
            for number, (figure, key) in zip(numbers, behind, strict=True)
        ],
    )
