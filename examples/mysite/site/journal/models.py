from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse

from .text import first_sentence

MAX_PHOTO_MEGABYTES = 4


def validate_photo_size(photo):
    if photo.size > MAX_PHOTO_MEGABYTES * 1024 * 1024:
        raise ValidationError(f"Choose a photo of at most {MAX_PHOTO_MEGABYTES} MB.")


class Entry(models.Model):
    """A walk, written up afterwards."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="entries"
    )
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=80)
    walked_on = models.DateField("walked on")
    distance_km = models.DecimalField(
        "distance (km)",
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0)],
    )
    text = models.TextField()
    summary = models.CharField(
        max_length=200,
        blank=True,
        help_text="Shown in the list. Left empty, it is the first sentence of the text.",
    )
    photo = models.ImageField(
        upload_to="photos/%Y/%m/",
        width_field="photo_width",
        height_field="photo_height",
        validators=[validate_photo_size],
        blank=True,
    )
    photo_width = models.PositiveIntegerField(null=True, editable=False)
    photo_height = models.PositiveIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-walked_on", "-id"]
        verbose_name_plural = "entries"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("entry", args=[self.pk])

    def save(self, *args, **kwargs):
        if not self.summary:
            self.summary = first_sentence(self.text)
        super().save(*args, **kwargs)


class Note(models.Model):
    """A visitor's line in the guestbook."""

    name = models.CharField(max_length=60)
    text = models.CharField("message", max_length=280)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return f"{self.name}: {self.text}"
