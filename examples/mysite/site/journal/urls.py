from django.urls import path
from django.views.decorators.cache import cache_page

from . import views
from .feeds import LatestEntries

urlpatterns = [
    path("", views.home, name="home"),
    path("entries/new/", views.EntryCreate.as_view(), name="entry-new"),
    path("entries/<int:pk>/", views.EntryDetail.as_view(), name="entry"),
    path("stats/", views.stats, name="stats"),
    path("feed/", cache_page(5 * 60)(LatestEntries()), name="feed"),
]
