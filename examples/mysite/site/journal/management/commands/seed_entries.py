from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from journal.models import Entry
from journal.samples import SAMPLES
from journal.scenery import landscape


class Command(BaseCommand):
    help = (
        "Add sample walks to the journal. Those that are there already are left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "count",
            nargs="?",
            type=int,
            default=len(SAMPLES),
            help=f"how many, from 1 to {len(SAMPLES)} (default: all)",
        )
        parser.add_argument(
            "--author", help="username of the author (default: the first superuser)"
        )
        parser.add_argument(
            "--no-photos", action="store_true", help="add the entries without photos"
        )

    def handle(self, count, author, no_photos, **options):
        if not 1 <= count <= len(SAMPLES):
            raise CommandError(
                f"The count must be from 1 to {len(SAMPLES)}, not {count}."
            )
        user = self.find_author(author)
        added = 0
        for number, sample in enumerate(SAMPLES[:count]):
            if Entry.objects.filter(title=sample.title, place=sample.place).exists():
                self.stdout.write(f"  kept   {sample.title}")
                continue
            entry = Entry(
                author=user,
                title=sample.title,
                place=sample.place,
                walked_on=timezone.localdate() - timedelta(days=sample.days_ago),
                distance_km=sample.distance_km,
                text=sample.text,
            )
            if not no_photos:
                photo = landscape(sample.sky, sample.land, seed=number)
                entry.photo.save(
                    f"walk-{number + 1}.jpg", ContentFile(photo), save=False
                )
            entry.save()
            added += 1
            self.stdout.write(f"  added  {sample.title}")
        self.stdout.write(
            self.style.SUCCESS(f"{added} added, {count - added} there already.")
        )

    def find_author(self, username):
        users = get_user_model().objects
        if username is None:
            user = users.filter(is_superuser=True).order_by("pk").first()
            if user is None:
                raise CommandError(
                    "There is no superuser to be the author. "
                    "Create one with createsuperuser, or name a user with --author."
                )
            return user
        try:
            return users.get_by_natural_key(username)
        except get_user_model().DoesNotExist:
            raise CommandError(f"There is no user {username!r}.") from None
