"""Which numbers the platform can calculate: the grammar of its calculator, which is what grades the answers.

sum     = [sign] product { sign product }        product  = parallel { "*" parallel | "/" parallel }
parallel = power { "||" power }                  power    = atom { "^" atom }
atom    = number | function "(" sum ")" | constant | "(" sum ")"
number  = [sign] digits [ "." digits ] [ "e" [sign] digits ] [ "%" ]
"""

from __future__ import annotations

import re

CONSTANTS = frozenset({"e", "i", "j", "pi"})
FUNCTIONS = frozenset({
    "abs", "arccos", "arccosh", "arccot", "arccoth", "arccsc", "arccsch", "arcsec", "arcsech", "arcsin",
    "arcsinh", "arctan", "arctanh", "cos", "cosh", "cot", "coth", "csc", "csch", "exp", "fact", "factorial",
    "ln", "log10", "log2", "sec", "sech", "sin", "sinh", "sqrt", "tan", "tanh",
})  # fmt: skip
LONGEST, DEEPEST = 300, 30  # characters, parentheses: more is no answer that a learner could match

BLANK = re.compile(r"[ \t\n]*+")
NUMBER = re.compile(r"(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)")
EXPONENT = re.compile(r"[ \t]*+[eE][ \t]*+[+-]?[ \t]*+[0-9]++")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*+")


class _Fault(Exception):
    """Not an expression."""


def calculable(text: str) -> bool:
    """Whether the platform can calculate `text`, which uses none of a course's own names."""
    try:
        complex(text)
    except ValueError:
        pass
    else:
        return True
    if len(text) > LONGEST or text.count("(") > DEEPEST:
        return False
    reader = _Expression(text)
    try:
        reader.sum()
    except _Fault:
        return False
    return reader.at_end()


class _Expression:
    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0

    def at_end(self) -> bool:
        return self._match(BLANK) and self.offset == len(self.text)

    def _match(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.offset)
        if found:
            self.offset = found.end()
        return bool(found)

    def _take(self, *symbols: str) -> bool:
        """Whether one of the symbols is next; if so, it is read."""
        self._match(BLANK)
        for symbol in symbols:
            if self.text.startswith(symbol, self.offset):
                self.offset += len(symbol)
                return True
        return False

    def sum(self) -> None:
        self._take("+", "-")
        self.product()
        while self._take("+", "-"):
            self.product()

    def product(self) -> None:
        self.parallel()
        while self._take("*", "/"):
            self.parallel()

    def parallel(self) -> None:
        self.power()
        while self._take("||"):
            self.power()

    def power(self) -> None:
        self.atom()
        while self._take("^"):
            self.atom()

    def atom(self) -> None:
        if not self.number() and not self.name():
            self.group()

    def number(self) -> bool:
        before = self.offset
        self._take("+", "-")
        self._match(BLANK)
        if not self._match(NUMBER):
            self.offset = before
            return False
        self._match(EXPONENT)
        self._take("%")
        return True

    def name(self) -> bool:
        self._match(BLANK)
        start = self.offset
        if not self._match(NAME):
            return False
        name = self.text[start : self.offset].lower()
        before = self.offset
        if self._take("("):
            self.offset = before
            if name not in FUNCTIONS:
                raise _Fault
            self.group()
        elif name not in CONSTANTS:
            raise _Fault
        return True

    def group(self) -> None:
        if not self._take("("):
            raise _Fault
        self.sum()
        if not self._take(")"):
            raise _Fault
