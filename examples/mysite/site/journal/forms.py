from django import forms

from .models import Entry, Note


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ["name", "text"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "text": forms.Textarea(attrs={"rows": 3}),
        }


class EntryForm(forms.ModelForm):
    class Meta:
        model = Entry
        fields = ["title", "place", "walked_on", "distance_km", "photo", "text"]
        widgets = {
            "walked_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "text": forms.Textarea(attrs={"rows": 10}),
        }
