#!/usr/bin/env python
import os
import sys

if __name__ == "__main__":
    # As in projects that keep their apps in a folder of their own.
    sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "apps"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
