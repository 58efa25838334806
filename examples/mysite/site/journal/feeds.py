from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed

from .models import Entry


class LatestEntries(Feed):
    feed_type = Atom1Feed
    title = "Footnotes"
    subtitle = "A journal of walks"
    link = reverse_lazy("home")

    def items(self):
        return Entry.objects.select_related("author")[:10]

    def item_description(self, entry):
        return entry.summary

    def item_author_name(self, entry):
        return entry.author.get_full_name() or entry.author.get_username()

    def item_pubdate(self, entry):
        return entry.created_at
