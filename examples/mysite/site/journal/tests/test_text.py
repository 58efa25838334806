from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import SimpleTestCase, TransactionTestCase

from journal.text import first_sentence


class FirstSentenceTests(SimpleTestCase):
    def test_where_a_sentence_ends(self):
        for text, sentence in [
            ("One. Two.", "One."),
            ("It was 3.5 km. Then home.", "It was 3.5 km."),
            ("霧が晴れた。富士山が見えた。", "霧が晴れた。"),
            ("Two\nlines! And more.", "Two lines!"),
            ("no end", "no end"),
            ("  ", ""),
        ]:
            with self.subTest(text):
                self.assertEqual(first_sentence(text), sentence)

    def test_a_long_one_is_cut(self):
        self.assertEqual(first_sentence("word " * 100, length=9), "word wor…")


class SummaryMigrationTests(TransactionTestCase):
    """Entries from before summaries get theirs."""

    def migrate(self, name):
        executor = MigrationExecutor(connection)
        executor.migrate([("journal", name)])
        return executor.loader.project_state([("journal", name)]).apps

    def test_entries_keep_their_text_and_get_a_summary(self):
        apps = self.migrate("0001_initial")
        author = apps.get_model("auth", "User").objects.create(username="ada")
        fields = {"author": author, "walked_on": "2025-06-26", "distance_km": "7.5"}
        Old = apps.get_model("journal", "Entry")
        Old.objects.create(title="a", text="First. Second.", **fields)
        Old.objects.create(title="b", text="霧が晴れた。富士山。", **fields)
        Old.objects.create(title="c", text="x" * 300, **fields)

        New = self.migrate("0002_entry_summary").get_model("journal", "Entry")
        entries = New.objects.order_by("title").values_list("summary", "text")
        self.assertEqual(entries[0], ("First.", "First. Second."))
        self.assertEqual(entries[1], ("霧が晴れた。", "霧が晴れた。富士山。"))
        self.assertEqual(entries[2], ("x" * 199 + "…", "x" * 300))
