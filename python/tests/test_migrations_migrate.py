"""`pocket:migrate`: what Django's `migrate` does and says, with a bounded wait for locks."""

import pytest
from test_migrations_report import AUTHOR, Project, following, postgresql, sqlite

IMPATIENT = "from pocket_django.migrations import migrate; migrate.LOCK_TIMEOUT_SECONDS, migrate.PAUSE_SECONDS, migrate.ATTEMPTS = 0.2, 0.1, {}"
RANK = "migrations.AddField('Author', 'rank', models.IntegerField(null=True))"
INDEX = "AddIndexConcurrently('Author', models.Index(fields=['name'], name='named'))"


@pytest.fixture
def blog(tmp_path, postgres):
    project = Project(tmp_path, {"default": postgresql(postgres)})
    project.migration("0001_initial", AUTHOR)
    return project


def columns(connection):
    query = "SELECT attname FROM pg_attribute WHERE attrelid = 'blog_author'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
    return [name for (name,) in connection.execute(query)]


def applied(connection):
    return [name for (name,) in connection.execute("SELECT name FROM django_migrations WHERE app = 'blog' ORDER BY id")]


def test_says_and_does_what_django_does(blog, tmp_path, postgres):
    (tmp_path / "other").mkdir()
    other = Project(tmp_path / "other", {"default": postgresql(postgres)})
    for project in (blog, other):
        project.migration("0001_initial", AUTHOR)
        project.migration("0002_rank", following("0001_initial", RANK))
    ours, theirs = blog.run("pocket:migrate", "--noinput"), other.run("migrate", "--noinput")
    assert ours == theirs and "Applying blog.0002_rank... OK" in ours[1]
    assert blog.run("pocket:migrate", "--plan") == other.run("migrate", "--plan")
    assert blog.run("pocket:migrate", "blog", "0001") == other.run("migrate", "blog", "0001")
    with postgres.connect(blog.database) as connection:
        assert columns(connection) == ["id", "name"] and applied(connection) == ["0001_initial"]


def test_a_failure_is_djangos(blog):
    blog.migration("0002_broken", following("0001_initial", "migrations.RunSQL('SELECT 1 / 0')"))
    status, out, err = blog.run("pocket:migrate", "--noinput")
    assert status == 1 and "Applying blog.0002_broken..." in out and "django.db.utils.DataError: division by zero" in err and "Trying again" not in err
    assert blog.run("pocket:migrate", "blag")[0] == 1


def await_line(process, wanted):
    for line in process.stderr:
        if wanted in line:
            return line
    raise AssertionError(f"never said: {wanted}")


def test_waits_for_a_lock_and_lets_others_pass(blog, postgres):
    blog.run("pocket:migrate", "--noinput")
    blog.migration("0002_rank", following("0001_initial", f"migrations.RunSQL('CREATE TABLE beside (id int)'), {RANK}, {RANK.replace('rank', 'place')}"))
    with postgres.connect(blog.database) as holder, postgres.connect(blog.database) as visitor:
        holder.execute("BEGIN; SELECT * FROM blog_author")
        process = blog.start("pocket:migrate", "--noinput", before=IMPATIENT.format(1000))
        said = await_line(process, "Trying again")
        assert said.startswith("blog.0002_rank: a lock was not to be had. Trying again in 0.1 s (2 of 1000).")
        await_line(process, "(3 of 1000)")
        # The migration waits in the queue before this one, and leaves it.
        visitor.execute("SET statement_timeout = '60s'; SELECT * FROM blog_author")
        holder.execute("COMMIT")
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert out.count("Applying blog.0002_rank...") == 1 and out.endswith("Applying blog.0002_rank... OK\n")
        assert columns(visitor) == ["id", "name", "rank", "place"] and applied(visitor) == ["0001_initial", "0002_rank"]


def test_gives_up_in_the_end_and_leaves_nothing(blog, postgres):
    blog.run("pocket:migrate", "--noinput")
    blog.migration("0002_rank", following("0001_initial", f"migrations.RunSQL('CREATE TABLE beside (id int)'), {RANK}"))
    with postgres.connect(blog.database) as holder, postgres.connect(blog.database) as visitor:
        holder.execute("BEGIN; SELECT * FROM blog_author")
        status, out, err = blog.run("pocket:migrate", "--noinput", before=IMPATIENT.format(2))
        assert status == 1 and err.count("Trying again") == 1 and "canceling statement due to lock timeout" in err and "OK" not in out
        assert columns(visitor) == ["id", "name"] and applied(visitor) == ["0001_initial"]
        assert visitor.execute("SELECT to_regclass('beside')").fetchone() == (None,)


def test_without_a_transaction_each_statement_is_tried_again(blog, postgres):
    blog.run("pocket:migrate", "--noinput")
    text = following("0001_initial", f"{RANK}, {INDEX}", atomic=False)
    blog.migration("0002_rank", "from django.contrib.postgres.operations import AddIndexConcurrently\n" + text)
    with postgres.connect(blog.database) as holder, postgres.connect(blog.database) as visitor:
        holder.execute("BEGIN; SELECT * FROM blog_author")
        process = blog.start("pocket:migrate", "--noinput", before=IMPATIENT.format(1000))
        await_line(process, "Trying again")
        # From now on nothing stops the column, but the index has to wait for this row.
        visitor.execute("BEGIN; INSERT INTO blog_author (name) VALUES ('x')")
        holder.execute("ROLLBACK")
        holder.execute("BEGIN; SELECT 1")
        visitor.execute("COMMIT")
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert columns(visitor) == ["id", "name", "rank"]
        assert visitor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = 'named'::regclass").fetchone() == (True,)


def test_an_index_that_is_built_concurrently_waits_as_long_as_it_must(blog, postgres):
    blog.run("pocket:migrate", "--noinput")
    text = following("0001_initial", INDEX, atomic=False)
    blog.migration("0002_index", "from django.contrib.postgres.operations import AddIndexConcurrently\n" + text)
    with postgres.connect(blog.database) as holder, postgres.connect(blog.database) as watcher:
        holder.execute("BEGIN; INSERT INTO blog_author (name) VALUES ('x')")
        process = blog.start("pocket:migrate", "--noinput", before=IMPATIENT.format(2))
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'CREATE INDEX CONCURRENTLY%' AND now() - query_start > '0.6s'"
        )
        while watcher.execute(waiting).fetchone() == (0,):
            assert process.poll() is None
        holder.execute("COMMIT")
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
        assert watcher.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = 'named'::regclass").fetchone() == (True,)


def test_a_timeout_of_the_projects_own_stays(blog, postgres):
    settings = blog.root / "settings.py"
    settings.write_text(settings.read_text() + "\nDATABASES['default']['OPTIONS'] = {'options': '-c lock_timeout=7s'}\n")
    blog.migration("0002_show", following("0001_initial", "migrations.RunSQL(\"CREATE TABLE seen AS SELECT current_setting('lock_timeout') AS lock_timeout\")"))
    blog.migration(
        "0003_rows",
        following("0002_show", "migrations.RunPython(lambda apps, editor: editor.execute(\"INSERT INTO seen SELECT current_setting('lock_timeout')\"))"),
    )
    assert blog.run("pocket:migrate", "--noinput")[0] == 0
    with postgres.connect(blog.database) as connection:
        assert connection.execute("SELECT lock_timeout FROM seen").fetchall() == [("7s",), ("7s",)]
        connection.execute("DROP TABLE seen")
    settings.write_text(settings.read_text().replace("7s", "0"))
    blog.run("migrate", "--fake", "blog", "0001")
    assert blog.run("pocket:migrate", "--noinput")[0] == 0
    with postgres.connect(blog.database) as connection:
        # Code that only works with rows waits for them as it always did.
        assert connection.execute("SELECT lock_timeout FROM seen").fetchall() == [("3s",), ("0",)]


def test_the_projects_own_migrate_command(blog):
    folder = blog.root / "blog" / "management" / "commands"
    folder.mkdir(parents=True)
    (folder / "migrate.py").write_text(
        "from django.core.management.commands.migrate import Command as Migrate\n"
        "class Command(Migrate):\n"
        "    def handle(self, *args, **options):\n"
        "        self.stdout.write('the project was here')\n"
        "        return super().handle(*args, **options)\n"
    )
    status, out, _ = blog.run("pocket:migrate", "--noinput")
    assert status == 0 and out.startswith("the project was here\n") and "Applying blog.0001_initial... OK" in out


def test_another_database_than_postgresql(tmp_path):
    project = Project(tmp_path, {"default": sqlite(tmp_path / "db.sqlite3")})
    project.migration("0001_initial", AUTHOR)
    status, out, err = project.run("pocket:migrate", "--noinput")
    assert (status, err) == (0, "") and "Applying blog.0001_initial... OK" in out
