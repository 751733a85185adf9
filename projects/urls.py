from django.urls import path

from projects.admin import reference_lists

urlpatterns = [
    path("admin/", reference_lists.urls),
]
