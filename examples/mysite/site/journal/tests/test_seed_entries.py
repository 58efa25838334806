from io import StringIO

from django.core.management import CommandError, call_command

from journal.models import Entry

from .base import JournalTestCase


class SeedEntriesTests(JournalTestCase):
    def seed(self, *args):
        out = StringIO()
        call_command("seed_entries", *args, stdout=out)
        return out.getvalue()

    def test_it_adds_entries_with_photos_for_the_first_superuser(self):
        self.assertIn("2 added, 0 there already.", self.seed("2"))
        entry = Entry.objects.get(title="朝の尾根道")
        self.assertEqual(entry.author, self.author)
        self.assertEqual((entry.photo_width, entry.photo_height), (1200, 800))

    def test_a_second_run_adds_only_what_is_missing(self):
        self.seed("2", "--no-photos")
        self.assertIn("1 added, 2 there already.", self.seed("3", "--no-photos"))

    def test_what_it_cannot_do_it_says(self):
        with self.assertRaisesMessage(CommandError, "from 1 to 6, not 0"):
            self.seed("0")
        with self.assertRaisesMessage(CommandError, "There is no user 'bob'."):
            self.seed("--author", "bob")
        self.author.delete()
        with self.assertRaisesMessage(CommandError, "There is no superuser"):
            self.seed()
