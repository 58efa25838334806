"""Run by the build of an artifact, in a copy of the project: loads the site as Lambda will, collects its static files, and reports what it found.

`prepare.py REPORT COLLECTED PACKAGES` writes REPORT as JSON. COLLECTED is the folder with what earlier builds have collected, each in `static-KEY`;
PACKAGES names the installed packages. On failure its `phase` says how far it came: `settings`, `setup` or `collectstatic`; the traceback is on stderr.
"""

import hashlib
import json
import os
import sys
import traceback

# manage.py is run with arguments of its own.
target, collected, packages = sys.argv[1:4]
report = {"phase": "settings", "roots": [], "missing": [], "static_key": None, "collected": False}


def save():
    with open(target, "w", encoding="utf-8") as file:
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

        report["static_key"] = key = inputs(static_root)
        if not (key and os.path.isdir(os.path.join(collected, f"static-{key}"))):
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            normalise(os.path.join(root, static_root, "staticfiles.json"))
            report["collected"] = True
            report["immutable"] = immutable(os.path.join(root, static_root))
    report["phase"] = "done"


# What these read is known: the files that the finders list, the settings below, and the packages.
FINDERS = {
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
}
STORAGES = {
    "django.contrib.staticfiles.storage.StaticFilesStorage",
    "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
    "pocket_django.staticfiles.StaticFilesStorage",
    "whitenoise.storage.CompressedStaticFilesStorage",
    "whitenoise.storage.CompressedManifestStaticFilesStorage",
}


def inputs(static_root):
    """The hash of all that collectstatic makes its files from, or None where a class of the project's own may read anything: then it always runs."""
    from django.apps import apps
    from django.conf import settings
    from django.contrib.staticfiles import finders
    from django.contrib.staticfiles.storage import staticfiles_storage
    from django.core.management import get_commands

    ignored = apps.get_app_config("staticfiles").ignore_patterns
    used = list(finders.get_finders())
    classes = [f"{kind.__module__}.{kind.__qualname__}" for kind in (type(finder) for finder in used)]
    storage = staticfiles_storage.__class__
    storage = f"{storage.__module__}.{storage.__qualname__}"
    if not FINDERS.issuperset(classes) or storage not in STORAGES or get_commands().get("collectstatic") != "django.contrib.staticfiles":
        return None
    names = sorted(name for name in dir(settings) if name.startswith(("STATIC_", "WHITENOISE_")) and name not in ("STATIC_ROOT", "WHITENOISE_ROOT"))
    options = (getattr(settings, "STORAGES", None) or {}).get("staticfiles")
    try:
        known = json.dumps([1, packages, ignored, sys.version_info[:2], classes, storage, options, static_root, [[name, getattr(settings, name)] for name in names]])
    except TypeError:
        # A function, such as a test for hashed names: it may read anything too.
        return None
    digest = hashlib.sha256(known.encode())
    for finder in used:
        listed = sorted((getattr(storage, "prefix", None) or "", path, storage) for path, storage in unique(finder.list(ignored)))
        for prefix, path, storage in listed:
            with storage.open(path) as file:
                content = hashlib.sha256(file.read()).hexdigest()
            digest.update(json.dumps([prefix, path, content]).encode())
    return digest.hexdigest()[:20]


def unique(listed):
    """The files of a finder without those that an earlier one of the same name hides; storages themselves cannot be sorted."""
    seen = set()
    for path, storage in listed:
        name = (getattr(storage, "prefix", None) or "", path)
        if name not in seen:
            seen.add(name)
            yield path, storage


def immutable(root):
    """The collected files whose names have a hash of their content: Django's own, and those that the project tells WhiteNoise of."""
    import re

    from django.conf import settings
    from django.contrib.staticfiles.storage import staticfiles_storage

    names = set(getattr(staticfiles_storage, "hashed_files", {}).values())
    test = getattr(settings, "WHITENOISE_IMMUTABLE_FILE_TEST", None)
    if test is not None:
        bundled = test if callable(test) else lambda path, url: re.search(test, url)
        for folder, _, files in os.walk(root):
            for file in files:
                path = os.path.join(folder, file)
                name = os.path.relpath(path, root).replace(os.sep, "/")
                if not (name.endswith((".gz", ".br")) and os.path.exists(path[:-3])) and bundled(path, f"{settings.STATIC_URL.rstrip('/')}/{name}"):
                    names.add(name)
    return sorted(name for name in names if os.path.isfile(os.path.join(root, name)))


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
