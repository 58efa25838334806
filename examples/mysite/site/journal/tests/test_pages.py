from django.test import Client
from django.urls import reverse

from journal.models import Entry, Note

from .base import PASSWORD, JournalTestCase, png


class HomeTests(JournalTestCase):
    def test_entries_come_newest_first_with_their_summary(self):
        self.create_entry(title="Older", walked_on="2025-01-01")
        self.create_entry(title="朝の尾根道", walked_on="2025-02-01")
        response = self.client.get(reverse("home"))
        self.assertEqual(
            [entry.title for entry in response.context["page"]],
            ["朝の尾根道", "Older"],
        )
        self.assertContains(response, "朝の尾根道")
        self.assertContains(response, "It was 3.5 km each way.")
        self.assertNotContains(response, "The wind did the talking.")

    def test_a_second_page_holds_what_the_first_has_no_room_for(self):
        for number in range(10):
            self.create_entry(title=f"Walk {number}")
        response = self.client.get(reverse("home"), {"page": 2})
        self.assertEqual(len(response.context["page"]), 1)

    def test_an_entry_that_is_not_there_is_a_404(self):
        response = self.client.get(reverse("entry", args=[1]))
        self.assertContains(response, "The path ends here", status_code=404)


class GuestbookTests(JournalTestCase):
    def test_a_note_is_shown_in_the_list(self):
        response = self.client.post(
            reverse("home"), {"name": "Mika", "text": "素敵な道ですね"}, follow=True
        )
        self.assertRedirects(response, "/#guestbook")
        self.assertContains(response, "Thank you, Mika.")
        self.assertContains(response, "素敵な道ですね")

    def test_an_empty_note_is_refused(self):
        response = self.client.post(reverse("home"), {"name": "Mika", "text": ""})
        self.assertFormError(
            response.context["form"], "text", "This field is required."
        )
        self.assertFalse(Note.objects.exists())

    def test_markup_in_a_note_is_shown_as_text(self):
        Note.objects.create(name="Eve", text="<script>alert(1)</script>")
        response = self.client.get(reverse("home"))
        self.assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt;")

    def test_a_note_without_the_csrf_token_is_refused(self):
        client = Client(enforce_csrf_checks=True)
        response = client.post(reverse("home"), {"name": "Eve", "text": "Hello"})
        self.assertEqual(response.status_code, 403)
        self.assertFalse(Note.objects.exists())


class WritingTests(JournalTestCase):
    fields = {
        "title": "To the lighthouse",
        "place": "Isle of Skye",
        "walked_on": "2025-06-26",
        "distance_km": "7.5",
        "text": "Wind all day.",
    }

    def test_visitors_must_sign_in_first(self):
        response = self.client.get(reverse("entry-new"))
        self.assertRedirects(response, "/accounts/login/?next=/entries/new/")
        response = self.client.post(
            response.url,
            {"username": "ada", "password": PASSWORD, "next": "/entries/new/"},
        )
        self.assertRedirects(response, reverse("entry-new"))

    def test_a_photo_is_stored_with_its_size_and_shown(self):
        self.client.force_login(self.author)
        response = self.client.post(
            reverse("entry-new"), self.fields | {"photo": png(60, 40)}
        )
        entry = Entry.objects.get()
        self.assertRedirects(response, entry.get_absolute_url())
        self.assertEqual(entry.author, self.author)
        self.assertEqual((entry.photo_width, entry.photo_height), (60, 40))
        self.assertContains(self.client.get(reverse("home")), entry.photo.url)

    def test_a_file_that_is_no_photo_is_refused(self):
        self.client.force_login(self.author)
        file = png()
        file.file.seek(0)
        file.file.write(b"no image")
        file.file.seek(0)
        response = self.client.post(reverse("entry-new"), self.fields | {"photo": file})
        self.assertIn("photo", response.context["form"].errors)

    def test_a_photo_that_is_too_large_is_refused(self):
        self.client.force_login(self.author)
        photo = png()
        # A PNG may be followed by anything.
        photo.file.seek(0, 2)
        photo.file.write(bytes(4 * 1024 * 1024))
        photo.file.seek(0)
        response = self.client.post(
            reverse("entry-new"), self.fields | {"photo": photo}
        )
        self.assertFormError(
            response.context["form"], "photo", "Choose a photo of at most 4 MB."
        )


class AdminTests(JournalTestCase):
    def test_the_lists_and_forms_open(self):
        entry = self.create_entry(photo=png())
        Note.objects.create(name="Mika", text="Hello")
        self.client.force_login(self.author)
        for name in ["entry_changelist", "entry_add", "note_changelist"]:
            response = self.client.get(reverse(f"admin:journal_{name}"))
            self.assertEqual(response.status_code, 200, name)
        response = self.client.get(reverse("admin:journal_entry_changelist"))
        self.assertContains(response, entry.photo.url)


class CachedPagesTests(JournalTestCase):
    def test_figures_are_counted_once_for_all_visitors(self):
        self.create_entry()
        first = self.client.get(reverse("stats"))
        self.assertEqual(first.context["figures"]["entries"], 1)
        self.create_entry(title="Another")
        second = Client().get(reverse("stats"))
        self.assertEqual(second.context["figures"], first.context["figures"])

    def test_an_empty_journal_has_figures_too(self):
        self.assertContains(self.client.get(reverse("stats")), "<dd>0.0</dd>")

    def test_the_feed_lists_entries_by_their_full_address_and_is_cached(self):
        entry = self.create_entry(title="朝の尾根道")
        first = self.client.get(reverse("feed"))
        self.assertContains(first, f"http://testserver{entry.get_absolute_url()}")
        self.assertContains(first, "朝の尾根道")
        self.create_entry(title="Another")
        self.assertEqual(self.client.get(reverse("feed")).content, first.content)
