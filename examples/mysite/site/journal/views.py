from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import CreateView, DetailView

from .figures import journal_figures
from .forms import EntryForm, NoteForm
from .models import Entry, Note

ENTRIES_PER_PAGE = 9
NOTES_SHOWN = 20


def home(request):
    """The entries, and the guestbook below them."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.save()
        messages.success(request, f"Thank you, {note.name}. Your note is in the book.")
        return redirect(reverse("home") + "#guestbook")
    paginator = Paginator(Entry.objects.all(), ENTRIES_PER_PAGE)
    return render(
        request,
        "journal/home.html",
        {
            "page": paginator.get_page(request.GET.get("page")),
            "notes": Note.objects.all()[:NOTES_SHOWN],
            "form": form,
        },
    )


class EntryDetail(DetailView):
    queryset = Entry.objects.select_related("author")


class EntryCreate(LoginRequiredMixin, CreateView):
    model = Entry
    form_class = EntryForm

    def form_valid(self, form):
        form.instance.author = self.request.user
        messages.success(self.request, "Your walk is in the journal.")
        return super().form_valid(form)


def stats(request):
    return render(request, "journal/stats.html", {"figures": journal_figures()})
