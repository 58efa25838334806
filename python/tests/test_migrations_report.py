"""`pocket:migrations`, as the management function runs it, on projects of several shapes."""

import json
import os
import subprocess
import sys
import textwrap

import pytest
from conftest import SOURCE, changed

AUTHOR = """
from django.db import migrations, models
class Migration(migrations.Migration):
    initial = True
    operations = [migrations.CreateModel("Author", [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=50))])]
"""


def following(after, operations, **attributes):
    lines = "".join(f"    {name} = {value!r}\n" for name, value in attributes.items())
    return f"""
from django.db import migrations, models
class Migration(migrations.Migration):
    dependencies = [("blog", {after!r})]
{lines}    operations = [{operations}]
"""


class Project:
    """A project with one app, `blog`, whose migrations the test writes."""

    def __init__(self, root, databases, more=""):
        self.root, self.database = root, databases["default"]["NAME"]
        (root / "blog" / "migrations").mkdir(parents=True)
        (root / "blog" / "__init__.py").touch()
        (root / "blog" / "migrations" / "__init__.py").touch()
        (root / "settings.py").write_text(
            f"SECRET_KEY = 'x'\nINSTALLED_APPS = ['blog']\nDATABASES = {databases!r}\nUSE_TZ = True\n"
            f"DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'\n{textwrap.dedent(more)}"
        )
        (root / "manage.py").write_text(
            "import os, sys\nos.environ['MANAGED'] = 'yes'\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(sys.argv)\n"
        )
        contract = changed(settings_module="settings", wsgi_application=None, secrets={}, databases={}, media=None, caches={}, static_files=None)
        (root / "pocket.json").write_text(json.dumps(contract))

    def migration(self, name, text):
        (self.root / "blog" / "migrations" / f"{name}.py").write_text(text)

    def start(self, *argv, before="", **more):
        code = f"import sys\n{before}\nfrom pocket_django.project import manage\nmanage(sys.argv[1:])"
        return subprocess.Popen(
            [sys.executable, "-W", "error::DeprecationWarning:pocket_django", "-c", code, *argv],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), str(self.root)]), "LAMBDA_TASK_ROOT": str(self.root)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **more,
        )

    def run(self, *argv, stdin="", before=""):
        process = self.start(*argv, before=before)
        out, err = process.communicate(stdin, timeout=300)
        return process.returncode, out, err

    def report(self, *argv, stdin=""):
        status, out, err = self.run("pocket:migrations", *argv, stdin=stdin)
        assert status == 0, err
        report = json.loads(out)
        assert report["version"] == 1
        return report["databases"]


def sqlite(path):
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}


def postgresql(postgres):
    return {"ENGINE": "django.db.backends.postgresql", "NAME": postgres.database(), "USER": "pocket", "HOST": "127.0.0.1", "PORT": str(postgres.port)}


@pytest.fixture
def blog(tmp_path, postgres):
    project = Project(tmp_path, {"default": postgresql(postgres)})
    project.migration("0001_initial", AUTHOR)
    return project


def verdicts(database):
    return {migration["name"]: [(item["verdict"], item["code"]) for item in migration["operations"]] for migration in database["pending"]}


def test_a_first_release(blog):
    database = blog.report()["default"]
    assert (database["vendor"], database["known"], database["applied"], database["unknown"]) == ("postgresql", ["blog.0001_initial"], [], [])
    [migration] = database["pending"]
    assert (migration["name"], migration["atomic"]) == ("blog.0001_initial", True)
    [operation] = migration["operations"]
    assert operation == {
        "operation": "CreateModel",
        "description": "Create model Author",
        "model": "blog.Author",
        "table": "blog_author",
        "verdict": "harmless",
        "code": None,
        "values": {},
        "locks": [],
        "breaks": [],
        "rows": 0,
        "findings": [],
    }
    status, _, err = blog.run("migrate", "--noinput")
    assert status == 0, err
    assert blog.report()["default"]["pending"] == []


def test_what_the_running_release_knows(blog, tmp_path):
    blog.run("migrate", "--noinput")
    blog.migration("0002_mail", following("0001_initial", "migrations.AddField('Author', 'mail', models.CharField(max_length=50, null=True))"))
    blog.migration("0003_no_mail", following("0002_mail", "migrations.RemoveField('Author', 'mail')"))
    added_and_removed = {"blog.0002_mail": [("harmless", None)], "blog.0003_no_mail": [("harmless", None)]}
    assert verdicts(blog.report()["default"]) == added_and_removed
    # A release that is between the two reads the column.
    known = ["blog.0001_initial", "blog.0002_mail"]
    (tmp_path / "known.json").write_text(json.dumps(known))
    expected = {**added_and_removed, "blog.0003_no_mail": [("dangerous", "removed_column")]}
    assert verdicts(blog.report("--running", str(tmp_path / "known.json"))["default"]) == expected
    assert verdicts(blog.report("--running", "-", stdin=json.dumps({"default": known}))["default"]) == expected
    operation = blog.report("--running", "-", stdin=json.dumps(known))["default"]["pending"][1]["operations"][0]
    assert operation["values"] == {"table": "blog_author", "model": "blog.Author", "column": "mail", "field": "mail"}
    assert operation["breaks"] == ["running"] and operation["description"] == "Remove field mail from Author"


def test_rows_are_counted(blog, postgres):
    blog.run("migrate", "--noinput")
    blog.migration("0002_index", following("0001_initial", "migrations.AddIndex('Author', models.Index(fields=['name'], name='named'))"))

    def fill(number):
        with postgres.connect(blog.database) as connection:
            connection.execute(f"INSERT INTO blog_author (name) SELECT 'x' FROM generate_series(1, {number})")

    fill(10_000)
    [operation] = blog.report()["default"]["pending"][0]["operations"]
    assert (operation["verdict"], operation["rows"], operation["locks"]) == (
        "harmless",
        10_000,
        [{"table": "blog_author", "mode": "ShareLock", "held": "moment"}],
    )
    fill(1)
    [operation] = blog.report()["default"]["pending"][0]["operations"]
    assert (operation["verdict"], operation["code"], operation["rows"]) == ("dangerous", "blocking_index", 10_001)
    assert operation["values"] == {"table": "blog_author", "model": "blog.Author", "index": "named"}
    assert operation["locks"] == [{"table": "blog_author", "mode": "ShareLock", "held": "scan"}]


def test_offline(tmp_path):
    project = Project(tmp_path, {"default": sqlite(tmp_path / "never-opened")})
    project.migration("0001_initial", AUTHOR)
    project.migration("0002_index", following("0001_initial", "migrations.AddIndex('Author', models.Index(fields=['name'], name='named'))"))
    (tmp_path / "none.json").write_text("[]")
    (tmp_path / "first.json").write_text('{"default": ["blog.0001_initial", "blog.0009_gone"]}')
    nothing = project.report("--offline", "--applied", str(tmp_path / "none.json"), "--vendor", "postgresql")["default"]
    assert verdicts(nothing) == {"blog.0001_initial": [("harmless", None)], "blog.0002_index": [("harmless", None)]}
    first = project.report("--offline", "--applied", str(tmp_path / "first.json"), "--vendor", "postgresql")["default"]
    assert verdicts(first) == {"blog.0002_index": [("dangerous", "blocking_index")]}
    assert first["pending"][0]["operations"][0]["rows"] is None
    assert (first["vendor"], first["unknown"]) == ("postgresql", ["blog.0009_gone"])
    assert not (tmp_path / "never-opened").exists()


def test_another_database_than_postgresql(tmp_path):
    project = Project(tmp_path, {"default": sqlite(tmp_path / "db.sqlite3")})
    project.migration("0001_initial", AUTHOR)
    project.run("migrate", "--noinput")
    project.migration(
        "0002_index",
        following("0001_initial", "migrations.AddIndex('Author', models.Index(fields=['name'], name='named')), migrations.RemoveField('Author', 'name')"),
    )
    database = project.report()["default"]
    assert database["vendor"] == "sqlite"
    # Whom a lock would stop is another matter there; what a query finds is the same.
    assert verdicts(database) == {"blog.0002_index": [("harmless", None), ("dangerous", "removed_column")]}
    assert all(operation["locks"] == [] for operation in database["pending"][0]["operations"])


SQUASHED = """
from django.db import migrations, models
class Migration(migrations.Migration):
    replaces = [("blog", "0001_initial"), ("blog", "0002_mail")]
    initial = True
    operations = [migrations.CreateModel("Author", [
        ("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=50)), ("mail", models.CharField(max_length=50, null=True))])]
"""


def test_squashed_migrations(blog):
    blog.migration("0002_mail", following("0001_initial", "migrations.AddField('Author', 'mail', models.CharField(max_length=50, null=True))"))
    blog.run("migrate", "blog", "0001", "--noinput")
    blog.migration("0001_squashed", SQUASHED)
    blog.migration("0003_no_mail", following("0001_squashed", "migrations.RemoveField('Author', 'mail')"))
    # Half of what it replaces is applied, so Django goes on with the other half.
    database = blog.report()["default"]
    assert list(verdicts(database)) == ["blog.0002_mail", "blog.0003_no_mail"]
    assert database["known"] == ["blog.0001_initial", "blog.0001_squashed", "blog.0002_mail", "blog.0003_no_mail"]
    # The running release may know them by either name.
    for known in (["blog.0001_squashed"], ["blog.0001_initial", "blog.0002_mail"]):
        running = blog.report("--running", "-", stdin=json.dumps(known))["default"]
        assert verdicts(running)["blog.0003_no_mail"] == [("dangerous", "removed_column")], known
    blog.run("migrate", "blog", "0002", "--noinput")
    (blog.root / "blog" / "migrations" / "0001_initial.py").unlink()
    (blog.root / "blog" / "migrations" / "0002_mail.py").unlink()
    database = blog.report()["default"]
    # Those that it replaces are in the database, and nobody misses their files.
    assert (list(verdicts(database)), database["unknown"]) == (["blog.0003_no_mail"], [])
    assert verdicts(database)["blog.0003_no_mail"] == [("dangerous", "removed_column")]
    for known in (["blog.0001_squashed"], ["blog.0001_initial", "blog.0002_mail"]):
        running = blog.report("--running", "-", stdin=json.dumps(known))["default"]
        assert verdicts(running)["blog.0003_no_mail"] == [("dangerous", "removed_column")], known


def test_several_databases(tmp_path, postgres):
    router = """
    class Router:
        def allow_migrate(self, db, app_label, model_name=None, **hints):
            return (model_name == "visit") == (db == "visits") if model_name else hints.get("on", "default") == db
    DATABASE_ROUTERS = [Router()]
    """
    project = Project(tmp_path, {"default": postgresql(postgres), "visits": postgresql(postgres)}, router)
    project.migration("0001_initial", AUTHOR)
    visit = "migrations.CreateModel('Visit', [('id', models.BigAutoField(primary_key=True)), ('page', models.CharField(max_length=50))])"
    project.migration("0002_visit", following("0001_initial", visit))
    for alias in ("default", "visits"):
        status, _, err = project.run("migrate", "--noinput", "--database", alias)
        assert status == 0, err
    operations = (
        "migrations.RemoveField('Visit', 'page'), migrations.RemoveField('Author', 'name'), "
        "migrations.RunSQL('DROP TABLE blog_visit', hints={'on': 'visits'}), migrations.RunPython(lambda apps, editor: 1 / 0)"
    )
    project.migration("0003_less", following("0002_visit", operations))
    databases = project.report()
    assert verdicts(databases["default"])["blog.0003_less"] == [
        ("harmless", None),
        ("dangerous", "removed_column"),
        ("harmless", None),
        ("dangerous", "data_with_schema"),
    ]
    assert verdicts(databases["visits"])["blog.0003_less"][0] == ("harmless", None)
    assert verdicts(databases["visits"])["blog.0003_less"][2] == ("dangerous", "removed_table")
    # Here there is neither the author nor the Python code.
    assert verdicts(databases["visits"])["blog.0003_less"][1::2] == [("harmless", None), ("harmless", None)]


def test_arguments(blog):
    assert blog.run("pocket:migrations", "--offline")[0] == 1
    status, _, err = blog.run("pocket:migrations", "--running", "-", stdin='["initial"]')
    assert status == 1 and "a migration's name is like `blog.0001_initial`" in err
    status, _, err = blog.run("pocket:nonsense")
    assert status == 1 and "Unknown command: 'pocket:nonsense'" in err


def test_without_a_driver_of_postgresql(tmp_path):
    project = Project(tmp_path, {"default": sqlite(tmp_path / "db.sqlite3")})
    project.migration("0001_initial", AUTHOR)
    project.run("migrate", "--noinput")
    mail = "migrations.AddField('Author', 'mail', models.CharField(max_length=50, null=True))"
    fields = f"{mail}, migrations.AddField('Author', 'rank', models.IntegerField(default=1))"
    project.migration("0002_more", following("0001_initial", fields))
    project.migration("0003_less", following("0002_more", "migrations.RemoveField('Author', 'name')"))
    project.migration("0004_sql", following("0003_less", "migrations.RunSQL('SELECT 1'), migrations.RunSQL('')"))
    before = "sys.modules['psycopg'] = sys.modules['psycopg2'] = None"
    status, out, err = project.run("pocket:migrations", before=before)
    assert status == 0, err
    found = verdicts(json.loads(out)["databases"]["default"])
    # Which operation of a migration it was is not known then.
    assert found["blog.0002_more"][-1] == ("dangerous", "required_column")
    assert found["blog.0003_less"] == [("dangerous", "removed_column")]
    assert found["blog.0004_sql"] == [("dangerous", "unknown_sql"), ("harmless", None)]
