from django.urls import path

from staff import views

app_name = "staff"
urlpatterns = [
    path("me/", views.own_page, name="me"),
    path("me/devices/add/", views.device_enrol, name="device-enrol"),
    path("me/devices/<int:pk>/forget/", views.device_forget, name="device-forget"),
    path("help/", views.help_page, name="help"),
    path("awake/", views.awake, name="awake"),
    path("undo/", views.act_undo, name="act-undo"),
    path("drafts/<slug:form>/save/", views.draft_save, name="draft-save"),
    path("drafts/<slug:form>/discard/", views.draft_discard, name="draft-discard"),
    path("healthz", views.healthz, name="healthz"),
]
