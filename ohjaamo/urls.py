"""Every address of the system, by app."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("staff.urls")),
    path("", include("projects.urls")),
    path("clients/", include("clients.urls")),
    path("", include("coaching.urls")),
    path("account/", include("staff.account_urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]

handler500 = "staff.views.server_error"
