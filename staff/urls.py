from django.urls import path

from staff import views

app_name = "staff"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
]
