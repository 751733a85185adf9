import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, no_overlap, not_blank, ordered, positive
from projects.models import Municipality, Project
from reports.choices import Audience, PublicationKind
from staff.auditing import audited

# A plain trigger, so that SQL of the role of web and worker is stopped as well.
SEALED = """
    RAISE EXCEPTION 'what is published is sealed' USING ERRCODE = 'insufficient_privilege';
"""
# Figures and people come in with their publication, in its own transaction, or never.
WITH_PUBLICATION = """
    IF NOT EXISTS (
        SELECT FROM reports_publication WHERE id = {publication} AND published_at = transaction_timestamp()
    ) THEN
        RAISE EXCEPTION 'what is published is sealed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
"""
OF_FIGURE = "(SELECT publication_id FROM reports_publishedfigure WHERE id = NEW.figure_id)"


def sealed() -> list[pgtrigger.Trigger]:
    """Neither rows nor the whole table are changed or taken away."""
    return [
        pgtrigger.Trigger(
            name="sealed",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=SEALED,
        ),
        pgtrigger.Trigger(
            name="sealed_whole",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=SEALED,
        ),
    ]


def with_publication(publication: str) -> pgtrigger.Trigger:
    """Nothing is added to a publication after the transaction that made it."""
    return pgtrigger.Trigger(
        name="sealed_with_publication",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=WITH_PUBLICATION.format(publication=publication),
    )


@audited(without=("content", "pdf", "book"))
class Publication(models.Model):
    """A sealed report: what was published, made of what, by which rules and which software.

    `content` is the whole of it as one text: figures, keys of the clients behind each, what the rules said, what the
    words meant. `sha256` is the digest of that text; it is printed on the paper.
    """

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="publications", verbose_name=_("project")
    )
    kind = models.CharField(_("report"), max_length=12, choices=PublicationKind)
    as_of = models.DateField(_("as of"))
    days = ArrayField(models.DateField(), verbose_name=_("dates"))
    audience = models.CharField(_("for whom"), max_length=8, choices=Audience, default=Audience.FUNDER)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("municipality"),
    )
    version = models.PositiveSmallIntegerField(_("version"))
    reason = models.CharField(_("why anew"), max_length=500, blank=True)
    content = models.TextField(_("content"))
    sha256 = models.CharField(_("digest"), max_length=64)
    software_version = models.CharField(_("version of Ohjaamo"), max_length=40)
    pdf = models.BinaryField(_("PDF"))
    book = models.BinaryField(_("spreadsheet"))
    published_at = models.DateTimeField(_("published at"), db_default=Now())
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("published by"),
    )

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["project", "-as_of", "kind", "-version"]
        triggers = sealed()
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "as_of", "audience", "municipality", "version"],
                nulls_distinct=False,
                name="reports_publication_version_once",
                violation_error_message=_("This has just been published by somebody else."),
            ),
            in_choices("reports_publication_kind_known", "kind", PublicationKind),
            in_choices("reports_publication_audience_known", "audience", Audience),
            positive("reports_publication_version_from_one", "version", _("Versions begin from one.")),
            models.CheckConstraint(
                name="reports_publication_new_version_has_reason",
                condition=Q(version=1, reason="") | (~Q(version=1) & Q(reason__regex=r"\S")),
                violation_error_message=_("Say why it is published anew."),
            ),
            models.CheckConstraint(
                name="reports_publication_payer_has_municipality",
                condition=Q(audience=Audience.PAYER, municipality__isnull=False)
                | (~Q(audience=Audience.PAYER) & Q(municipality__isnull=True)),
                violation_error_message=_("A payer's version is of one municipality."),
            ),
            models.CheckConstraint(
                name="reports_publication_digest_shape",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("The digest isn't a SHA-256."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.kind} {self.as_of} v{self.version}"


class PublishedFigure(models.Model):
    """A number of a publication. An empty value is a cell that prints blank, or one that is hidden."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="figures", verbose_name=_("publication")
    )
    figure = models.CharField(_("figure"), max_length=120)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering = ["publication", "as_of", "pk"]
        triggers = [*sealed(), with_publication("NEW.publication_id")]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "figure", "as_of"],
                nulls_distinct=False,
                name="reports_publishedfigure_once",
                violation_error_message=_("The publication already has this figure."),
            ),
            not_blank("reports_publishedfigure_named", "figure", _("Say which figure it is.")),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.figure} {self.as_of or ''}"


class PublishedMember(models.Model):
    """A client whom a published figure counts, by key alone: erasing the client leaves the figure standing."""

    figure = models.ForeignKey(
        PublishedFigure, on_delete=models.PROTECT, related_name="members", verbose_name=_("figure")
    )
    client_key = models.BigIntegerField(_("key of the client"))

    class Meta:
        verbose_name = _("client of a published figure")
        verbose_name_plural = _("clients of published figures")
        ordering = ["figure", "client_key"]
        triggers = [*sealed(), with_publication(OF_FIGURE)]
        indexes = [models.Index(fields=["client_key"], name="reports_member_by_client")]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "client_key"],
                name="reports_publishedmember_once",
                violation_error_message=_("The figure already counts this client."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.client_key}"


@audited()
class PublicationReader(models.Model):
    """Somebody who may read a publication from a day to a day: an auditor, named for it."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="readers", verbose_name=_("publication")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="readable_publications",
        verbose_name=_("auditor"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))

    class Meta:
        verbose_name = _("reader of a publication")
        verbose_name_plural = _("readers of publications")
        ordering = ["publication", "starts_on"]
        constraints = [
            ordered("reports_publicationreader_days_ordered"),
            no_overlap(
                "reports_publicationreader_no_overlap",
                "publication",
                "user",
                message=_("The auditor may already read it on these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.user} {self.starts_on}–{self.ends_on}"
