from django.contrib import admin
from django.utils.html import format_html

from .models import Entry, Note


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin):
    list_display = ["title", "place", "walked_on", "distance_km", "thumbnail"]
    list_filter = ["author"]
    search_fields = ["title", "place", "text"]
    date_hierarchy = "walked_on"

    def get_changeform_initial_data(self, request):
        return {"author": request.user, **super().get_changeform_initial_data(request)}

    @admin.display(description="photo")
    def thumbnail(self, entry):
        if not entry.photo:
            return "–"
        return format_html(
            '<img src="{}" alt="" height="40" style="border-radius: 3px">',
            entry.photo.url,
        )


@admin.register(Note)
class NoteAdmin(admin.ModelAdmin):
    list_display = ["name", "text", "created_at"]
    search_fields = ["name", "text"]
    date_hierarchy = "created_at"
