"""Reference lists for the administrator; nothing else is kept here."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from projects.models import ForeignLanguageShare, Municipality, Partner


class ReferenceLists(admin.AdminSite):
    site_header = site_title = index_title = _("Reference lists")
    site_url = "/"


reference_lists = ReferenceLists(name="admin")
# Sign-in has one door, with its limits; the admin's own has none.
reference_lists.login = secure_admin_login(reference_lists.login)


class ReferenceList(admin.ModelAdmin):
    """Nothing is deleted here: what points at a row (clients by name, too) isn't the administrator's to see."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Municipality, site=reference_lists)
class MunicipalityAdmin(ReferenceList):
    list_display = ["code", "name_fi", "name_sv"]
    search_fields = ["code", "name_fi", "name_sv"]


@admin.register(ForeignLanguageShare, site=reference_lists)
class ForeignLanguageShareAdmin(ReferenceList):
    list_display = ["municipality", "as_of", "share_percent", "persons", "source"]
    list_filter = ["as_of"]


@admin.register(Partner, site=reference_lists)
class PartnerAdmin(ReferenceList):
    list_display = ["name"]
    search_fields = ["name"]
