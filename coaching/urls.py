from django.urls import path

from coaching.views import clients, sessions, steps

app_name = "coaching"
urlpatterns = [
    path("log/", sessions.session_log, name="session-log"),
    path("clients/<int:pk>/coaching/", clients.client_coaching, name="client"),
    path("stays/<int:pk>/steps/add/", steps.step_add, name="step-add"),
    path("stays/<int:pk>/stage/", steps.stage_move, name="stage-move"),
    path("steps/<int:pk>/change/", steps.step_change, name="step-change"),
    path("steps/<int:pk>/done/", steps.step_done, name="step-done"),
    path("steps/<int:pk>/drop/", steps.step_drop, name="step-drop"),
]
