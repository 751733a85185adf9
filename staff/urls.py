from django.urls import path

from staff import views

app_name = "staff"
urlpatterns = [
    path("help/", views.help_page, name="help"),
    path("undo/", views.act_undo, name="act-undo"),
    path("healthz", views.healthz, name="healthz"),
]
