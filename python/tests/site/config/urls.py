from django.urls import path, re_path
from shop import views

urlpatterns = [
    path("boom/", views.boom),
    path("page/", views.page),
    path("sjis/", views.sjis),
    path("binary/", views.binary),
    path("large/", views.large),
    re_path(r"^(?!static/)(?P<rest>.*)$", views.echo),
]
