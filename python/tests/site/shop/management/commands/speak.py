"""Does what the tests of the management handler look at."""

import os
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("what")

    def handle(self, what, **options):
        getattr(self, what)()

    def order(self):
        for number in range(50):
            self.stdout.write(f"out {number}")
            self.stderr.write(f"err {number}")

    def levels(self):
        print("python")
        os.write(1, b"descriptor\n")
        subprocess.run(["sh", "-c", "echo child; echo child-error >&2"], check=True)
        print("日本語")
        sys.stdout.buffer.write(b"\xff\n")

    def stdin(self):
        print("got", sys.stdin.read())

    def stdin_size(self):
        print(len(sys.stdin.buffer.read()))

    def unfinished(self):
        self.stdout.write("working", ending="")
        time.sleep(1)
        self.stdout.write(" ... done\nno newline", ending="")

    def mixed(self):
        for number in range(20):
            os.write(1, b"a" * number)
            os.write(2, "é".encode() * number + b"\n")
        os.write(1, bytes(range(256)))
        os.write(1, b"x" * 100_000 + b"\n" + b"10 %\r20 %\r30 %\n")

    def env(self):
        print(os.environ.get("ONLY_NOW"), settings.SETTINGS_MODULE, sys.path[-1].rpartition("/")[2])

    def refuse(self):
        raise CommandError("no, thank you", returncode=7)

    def refuse_plainly(self):
        raise CommandError("no")

    def leave(self):
        sys.exit(42)

    def crash(self):
        raise RuntimeError("it broke")

    def die(self):
        os.kill(os.getpid(), 9)

    def hang(self):
        print("begun", flush=True)
        subprocess.Popen(["sleep", "300"])
        time.sleep(300)

    def daemon(self):
        subprocess.Popen(["sh", "-c", "while :; do echo still; sleep 0.01; done"])
        print("left one behind")

    def much(self):
        for number in range(90_000):
            print(f"line {number:08} " + "x" * 90)
