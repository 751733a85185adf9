from django.urls import path

from reports.views import home, results, snapshots

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("reports/", home.index, name="index"),
    path("reports/<str:code>/snapshot/", snapshots.snapshot, name="snapshot"),
    path("reports/<str:code>/snapshot.pdf", snapshots.snapshot_pdf, name="snapshot-pdf"),
    path("reports/<str:code>/snapshot/<str:day>/<str:cell>/", snapshots.snapshot_people, name="people"),
    path("reports/<str:code>/results/", results.results, name="results"),
    path("reports/<str:code>/results/<str:figure>/", results.result_people, name="result-people"),
]
