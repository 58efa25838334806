"""SQL as words: what is needed to read the statements of a migration, no more. (PostgreSQL, "Lexical Structure".)"""

from __future__ import annotations

import re
from typing import NamedTuple

_LEXEMES = re.compile(
    r"""
    (?P<space>\s+|--[^\n]*)
  | (?P<comment>/\*)
  | (?P<dollar>\$(?:[A-Za-z_\x80-\uffff][\w]*)?\$)
  | (?P<escape>[eE]'(?:[^'\\]|\\.|'')*')
  | (?P<string>(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*')
  | (?P<quoted>"(?:[^"]|"")*")
  | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
  | (?P<word>[A-Za-z_\x80-\uffff][\w$]*)
  | (?P<operator>::|<>|!=|<=|>=|\|\||.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """`kind` is word (lower case), name (was quoted), string, number or operator."""

    kind: str
    text: str

    def __str__(self) -> str:
        return '"' + self.text.replace('"', '""') + '"' if self.kind == "name" else self.text


class Statement(NamedTuple):
    words: list[Token]
    source: str


def tokens(sql: str) -> list[Token]:
    """The words of `sql` without space and comments. An unfinished string or comment ends with the text."""
    return [token for token, _ in _lex(sql)]


def statements(sql: str) -> list[Statement]:
    """The statements of `sql`, without the empty ones."""
    found: list[Statement] = []
    words: list[Token] = []
    begin = 0
    for token, end in [*_lex(sql), (_END, len(sql))]:
        if token == _END:
            if words:
                found.append(Statement(words, sql[begin:end].strip().removesuffix(";").strip()))
            words, begin = [], end
        else:
            words.append(token)
    return found


_END = Token("operator", ";")


def _lex(sql: str) -> list[tuple[Token, int]]:
    """The words, each with where it ends."""
    found: list[tuple[Token, int]] = []
    at = 0
    while at < len(sql):
        match = _LEXEMES.match(sql, at)
        assert match and match.lastgroup
        kind, text, at = match.lastgroup, match.group(), match.end()
        if kind == "comment":
            at = _after_comment(sql, at)
        elif kind == "dollar":
            end = sql.find(text, at)
            end = len(sql) if end < 0 else end
            word = Token("string", "'" + sql[at:end].replace("'", "''") + "'")
            at = end + len(text)
            found.append((word, at))
        elif kind == "escape":
            found.append((Token("string", text), at))
        elif kind == "quoted":
            found.append((Token("name", text[1:-1].replace('""', '"')), at))
        elif kind == "word":
            found.append((Token("word", text.lower()), at))
        elif kind != "space":
            found.append((Token(kind, text), at))
    return found


def _after_comment(sql: str, at: int) -> int:
    depth = 1
    while depth and at < len(sql):
        if sql.startswith("/*", at):
            depth, at = depth + 1, at + 2
        elif sql.startswith("*/", at):
            depth, at = depth - 1, at + 2
        else:
            at += 1
    return at


def text(words: list[Token]) -> str:
    """`words` as one line, in a form that is the same however they were spaced."""
    line = ""
    for token in words:
        word = str(token)
        tight = not line or word in (",", ")", ".", "::", "[", "]") or line[-1] in "(.[" or line.endswith("::")
        line += word if tight or (word == "(" and line[-1].isalnum()) else " " + word
    return line


class Unknown(Exception):
    """A statement, or a form of one, that is not known here."""


class Reader:
    """Reads a statement word by word. What is not as expected raises `Unknown`."""

    def __init__(self, words: list[Token]) -> None:
        self.words = words
        self.at = 0

    def done(self) -> bool:
        return self.at >= len(self.words)

    def peek(self, ahead: int = 0) -> str:
        """The next word where it is a keyword or an operator, else nothing."""
        at = self.at + ahead
        return self.words[at].text if at < len(self.words) and self.words[at].kind in ("word", "operator") else ""

    def take(self, *phrase: str) -> bool:
        """Whether the next words are `phrase`; then they are read."""
        if any(self.peek(ahead) != word for ahead, word in enumerate(phrase)):
            return False
        self.at += len(phrase)
        return True

    def expect(self, *phrase: str) -> None:
        if not self.take(*phrase):
            raise Unknown(text(self.words))

    def next(self) -> Token:
        if self.done():
            raise Unknown(text(self.words))
        self.at += 1
        return self.words[self.at - 1]

    def name(self) -> str:
        token = self.next()
        if token.kind not in ("name", "word"):
            raise Unknown(text(self.words))
        return token.text

    def names(self) -> tuple[str, ...]:
        """The names in parentheses."""
        self.expect("(")
        found = [self.name()]
        while self.take(","):
            found.append(self.name())
        self.expect(")")
        return tuple(found)

    def relation(self) -> tuple[str | None, str]:
        """Schema, where one is named, and name."""
        first = self.name()
        return (first, self.name()) if self.take(".") else (None, first)

    def group(self) -> list[Token]:
        """The words inside of the parentheses that begin here."""
        self.expect("(")
        begin, depth = self.at, 1
        while depth:
            word = self.next()
            depth += (word == Token("operator", "(")) - (word == Token("operator", ")"))
        return self.words[begin : self.at - 1]

    def until(self, *stops: str) -> list[Token]:
        """The words up to one of `stops` outside of parentheses, or to the end; at least one."""
        begin, depth = self.at, 0
        while not self.done():
            word = self.peek()
            if depth == 0 and word in stops and self.at > begin:
                break
            depth += (word in ("(", "[")) - (word in (")", "]"))
            self.at += 1
        if begin == self.at:
            raise Unknown(text(self.words))
        return self.words[begin : self.at]

    def rest(self) -> list[Token]:
        begin, self.at = self.at, len(self.words)
        return self.words[begin:]


def split(words: list[Token]) -> list[list[Token]]:
    """`words` cut at the commas outside of parentheses."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in words:
        if token.kind == "operator":
            depth += (token.text in "([") - (token.text in ")]")
            if token.text == "," and depth == 0:
                parts.append([])
                continue
        parts[-1].append(token)
    return parts
