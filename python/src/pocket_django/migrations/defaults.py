"""Which defaults of columns are evaluated for each row. (PostgreSQL, "Function Volatility Categories".)"""

from __future__ import annotations

from .sql import Token

_STABLE = {
    *("now", "statement_timestamp", "transaction_timestamp", "current_timestamp", "current_date", "current_time", "localtime", "localtimestamp"),
    *("lower", "upper", "length", "md5", "concat", "coalesce", "nullif", "greatest", "least", "abs", "round", "floor", "ceil", "ceiling", "trunc", "mod"),
    *("make_interval", "make_date", "date_trunc", "to_char", "to_date", "to_timestamp", "jsonb_build_object", "jsonb_build_array", "to_jsonb", "timezone"),
    *("current_user", "session_user", "current_setting", "pi", "sqrt", "power", "left", "right", "replace", "trim", "btrim", "ltrim", "rtrim", "array_fill"),
    *("cast", "extract", "date_part", "row", "array", "int4range", "int8range", "numrange", "daterange", "tstzrange", "point", "to_tsvector"),
}
"""Functions that are not volatile: evaluated once, so that a column which has them as its default is added without a rewrite."""


def volatile(expression: list[Token]) -> bool:
    """Whether a default is evaluated for each row. Functions that are not known are."""
    return any(
        token.kind in ("word", "name") and after.text == "(" and token.text not in _STABLE and before.text != "::"
        for before, token, after in zip([Token("operator", ""), *expression], expression, expression[1:], strict=False)
    )
