from catalog.models import Product
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Sets the stock of every product."

    def add_arguments(self, parser):
        parser.add_argument("count", type=int)

    def handle(self, count, **options):
        if count > 1000:
            raise CommandError("the shelves hold 1000 of each")
        self.stdout.write(f"{Product.objects.update(stock=count)} products have {count}")
