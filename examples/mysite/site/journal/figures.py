from django.core.cache import cache
from django.db.models import Avg, Count, Max, Sum
from django.utils import timezone

from .models import Entry, Note

KEPT_SECONDS = 5 * 60


def journal_figures():
    """The journal in numbers. Counted at most once in five minutes, for all visitors."""
    return cache.get_or_set("journal-figures", count_figures, KEPT_SECONDS)


def count_figures():
    figures = Entry.objects.aggregate(
        entries=Count("pk"),
        places=Count("place", distinct=True),
        total_km=Sum("distance_km", default=0),
        average_km=Avg("distance_km", default=0),
        longest_km=Max("distance_km", default=0),
    )
    return figures | {"notes": Note.objects.count(), "counted_at": timezone.now()}
