from django.urls import path

from reports.views import claims, follow_up, home, money, results, snapshots

app_name = "reports"

urlpatterns = [
    path("", home.home, name="home"),
    path("reports/", home.index, name="index"),
    path("reports/<str:code>/snapshot/", snapshots.snapshot, name="snapshot"),
    path("reports/<str:code>/snapshot.pdf", snapshots.snapshot_pdf, name="snapshot-pdf"),
    path("reports/<str:code>/snapshot/<str:day>/<str:cell>/", snapshots.snapshot_people, name="people"),
    path("reports/money/", money.money, name="money"),
    path("reports/<str:code>/funding/", money.funding, name="funding"),
    path("reports/<str:code>/budget/", money.budget, name="budget"),
    path("reports/<str:code>/cofinancing/", money.cofinancing, name="cofinancing"),
    path("reports/<str:code>/follow-up/", follow_up.follow_up, name="follow-up"),
    path("reports/claims/<int:pk>/", claims.claim, name="claim"),
    path("reports/claims/<int:pk>/copy/", claims.claim_copy, name="claim-copy"),
    path("reports/claims/<int:pk>.pdf", claims.claim_pdf, name="claim-pdf"),
    path("reports/claims/<int:pk>.xlsx", claims.claim_xlsx, name="claim-xlsx"),
    path("reports/invoices/<int:pk>.pdf", claims.invoice_pdf, name="invoice-pdf"),
    # Being built: each of these is replaced by its page.
    path("reports/<str:code>/indicators/", home.missing, name="indicators"),
    path("reports/<str:code>/eura/", home.missing, name="eura"),
    path("reports/<str:code>/promises/", home.missing, name="promises"),
    path("reports/<str:code>/readiness/", home.missing, name="readiness"),
    path("reports/<str:code>/publish/", home.missing, name="publish"),
    path("reports/<str:code>/publications/", home.missing, name="publications"),
    path("reports/<str:code>/results/", results.results, name="results"),
    path("reports/<str:code>/results/<str:figure>/", results.result_people, name="result-people"),
]
