import shutil
import tempfile
from datetime import date
from io import BytesIO

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase, override_settings
from PIL import Image

from journal.models import Entry

PASSWORD = "walk-and-write"


def png(width=60, height=40):
    file = BytesIO()
    Image.new("RGB", (width, height), "seagreen").save(file, "PNG")
    return SimpleUploadedFile("view.png", file.getvalue(), "image/png")


class JournalTestCase(TestCase):
    """Photos go to a folder of the test's own, and nothing is cached before it."""

    def setUp(self):
        media = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, media)
        settings = override_settings(MEDIA_ROOT=media)
        settings.enable()
        self.addCleanup(settings.disable)
        cache.clear()
        self.addCleanup(cache.clear)

        self.author = get_user_model().objects.create_superuser(
            "ada", password=PASSWORD
        )

    def create_entry(self, **fields):
        defaults = {
            "author": self.author,
            "title": "To the lighthouse",
            "place": "Isle of Skye",
            "walked_on": date(2025, 6, 26),
            "distance_km": "7.5",
            "text": "It was 3.5 km each way. The wind did the talking.",
        }
        return Entry.objects.create(**defaults | fields)
