from django.urls import include, path

from projects.admin import reference_lists
from projects.views import partners, settings, target_groups

pages = [
    path("projects/", settings.project_list, name="list"),
    path("partners/", partners.partner_list, name="partners"),
    path("partners/add/", partners.partner_add, name="partner-add"),
    path("partners/<int:pk>/", partners.partner_detail, name="partner"),
    path("partners/<int:pk>/change/", partners.partner_change, name="partner-change"),
    path("partners/<int:pk>/contacts/add/", partners.contact_add, name="partner-contact"),
    path("projects/<str:code>/settings/", settings.settings, name="settings"),
    path("projects/<str:code>/parts/", settings.part_choice, name="parts"),
    path("projects/<str:code>/reporting-dates/", settings.date_list, name="reporting-dates"),
    path("projects/<str:code>/reporting-dates/remove/", settings.date_remove, name="reporting-date-remove"),
    path("projects/<str:code>/target-groups/", target_groups.group_list, name="target-groups"),
    path("projects/target-groups/<int:pk>/", target_groups.group_change, name="target-group-change"),
    path("projects/<str:code>/languages/", target_groups.language_list, name="languages"),
    path("projects/languages/<int:pk>/", target_groups.language_end, name="language-end"),
]

urlpatterns = [
    path("admin/", reference_lists.urls),
    path("", include((pages, "projects"))),
]
