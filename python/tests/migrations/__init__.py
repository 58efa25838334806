"""The proof of `pocket_django.migrations`: a corpus of migrations, and what each does to a real database that real code is using."""
