"""Run by the build of an artifact, in a copy of the project: loads the site as Lambda will, collects its static files, and reports what it found.

`prepare.py REPORT` writes REPORT as JSON. On failure its `phase` says how far it came: `settings`, `setup` or `collectstatic`; the traceback is on stderr.
"""

import json
import os
import sys
import traceback

# manage.py gets arguments of its own.
report_file = sys.argv[1]
report = {"phase": "settings", "roots": [], "missing": []}


def save():
    with open(report_file, "w", encoding="utf-8") as file:
        json.dump(report, file)


def relative(path, root):
    """The path below the project, or None."""
    if not path:
        return None
    path = os.path.relpath(os.path.realpath(os.path.join(root, os.fspath(path))), os.path.realpath(root))
    return None if path == "." or path.startswith("..") else path.replace(os.sep, "/")


def prepare(argv=None):
    import importlib

    from django.conf import settings

    settings.INSTALLED_APPS
    own = importlib.import_module(settings_module)
    report["phase"] = "setup"
    import django

    django.setup()
    from django.apps import apps

    root = str(loaded.root)
    report["wsgi_application"] = getattr(settings, "WSGI_APPLICATION", None)
    roots = {relative(getattr(own, name, None), root) for name in ("STATIC_ROOT", "MEDIA_ROOT")}
    # With `settings: manual;` the folder is the project's own choice.
    static_root = relative(getattr(settings, "STATIC_ROOT", None), root)
    if static_root and apps.is_installed("django.contrib.staticfiles"):
        report["static_root"] = static_root
    folders = [item[1] if isinstance(item, (list, tuple)) else item for item in getattr(settings, "STATICFILES_DIRS", ())]
    sources = [path for path in (relative(folder, root) for folder in folders) if path]
    holds_sources = {path for path in roots if path and any(source == path or source.startswith(path + "/") for source in sources)}
    report["roots"] = sorted(path for path in roots - holds_sources if path)
    report["missing"] = [path for path in sources if not os.path.isdir(os.path.join(root, path))]
    report["collides"] = static_root in sources
    if "static_root" in report and not report["collides"]:
        report["phase"] = "collectstatic"
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        normalise(os.path.join(root, static_root, "staticfiles.json"))
    report["phase"] = "done"


def normalise(manifest):
    """Django lists the files in the order in which the disk gives them."""
    if os.path.isfile(manifest):
        with open(manifest, encoding="utf-8") as file:
            content = json.load(file)
        with open(manifest, "w", encoding="utf-8") as file:
            json.dump(content, file, sort_keys=True, ensure_ascii=False)


try:
    from pocket_django import contract, project

    loaded = contract.load()
    settings_module = loaded.settings_module
    # manage.py may extend sys.path before it runs a command: so it is run, with this in the place of the command.
    import django.core.management

    django.core.management.execute_from_command_line = prepare
    project.manage(["collectstatic"])
    if report["phase"] == "settings":
        prepare()
except SystemExit as error:
    if report["phase"] != "done":
        save()
        raise
except BaseException as error:
    report["error"] = f"{type(error).__name__}: {error}"
    report["module"] = getattr(error, "name", None) if isinstance(error, ModuleNotFoundError) else None
    report["variable"] = error.args[0] if isinstance(error, KeyError) and error.args and isinstance(error.args[0], str) else None
    save()
    traceback.print_exc()
    sys.exit(1)
save()
