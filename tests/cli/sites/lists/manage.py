import os
import sys

if "test" in sys.argv:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.testing")
else:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
