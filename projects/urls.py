from django.urls import include, path

from projects.admin import reference_lists
from projects.views import (
    book_templates,
    import_errors,
    import_runs,
    import_values,
    imports,
    partners,
    settings,
    target_groups,
)

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
    path("imports/", imports.import_list, name="imports"),
    path("imports/new/", imports.import_new, name="import-new"),
    path("imports/templates/<slug:kind>.xlsx", book_templates.book_template, name="book-template"),
    path("imports/exports/", book_templates.export_list, name="exports"),
    path("imports/exports/<slug:kind>.xlsx", book_templates.book_export, name="book-export"),
    path("imports/<int:pk>/", import_runs.import_detail, name="import"),
    path("imports/<int:pk>/columns/", imports.import_columns, name="import-columns"),
    path("imports/<int:pk>/sheet/", imports.import_sheet, name="import-sheet"),
    path("imports/<int:pk>/values/", import_values.import_values, name="import-values"),
    path("imports/<int:pk>/errors/", import_errors.import_errors, name="import-errors"),
    path("imports/<int:pk>/errors/<int:row>/", import_errors.import_cell, name="import-cell"),
    path(
        "imports/<int:pk>/errors/<int:row>/<int:place>/alike/",
        import_errors.import_alike,
        name="import-alike",
    ),
    path("imports/<int:pk>/errors/<int:row>/back/", import_errors.import_take_back, name="import-take-back"),
    path("imports/<int:pk>/errors/leave/", import_errors.import_leave, name="import-leave"),
    path("imports/<int:pk>/refused.xlsx", import_errors.import_refused, name="import-refused"),
    path("imports/<int:pk>/preview/", import_runs.import_preview, name="import-preview"),
    path("imports/<int:pk>/start/", import_runs.import_start, name="import-start"),
    path("imports/<int:pk>/progress/", import_runs.import_progress, name="import-progress"),
    path("imports/<int:pk>/undo/", import_runs.import_undo, name="import-undo"),
    path("imports/<int:pk>/again/", import_runs.import_again, name="import-again"),
    path("imports/<int:pk>/discard/", import_runs.import_discard, name="import-discard"),
]

urlpatterns = [
    path("admin/", reference_lists.urls),
    path("", include((pages, "projects"))),
]
