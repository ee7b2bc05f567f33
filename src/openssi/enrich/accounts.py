"""The user's own list of companies: their industries, and which of them are targets."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from openssi.enrich.companies import exact_key, loose_key, written
from openssi.enrich.industries import industry, suggestion
from openssi.enrich.title_text import fold
from openssi.errors import SourceError

_FLAGS: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("yes", "y", "true", "t", "1", "x", "target", "ja", "oui", "si", "sim"), True),
    **dict.fromkeys(("no", "n", "false", "f", "0", "nein", "non", "nao", "nee", "nej"), False),
    "": None,
}
_COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "company": frozenset({"company", "company name", "account", "account name", "name"}),
    "industry": frozenset({"industry", "sector"}),
    "target": frozenset({"target", "is target", "target account"}),
}
_EXAMPLE: Final = "the file needs the columns company,industry,target, one company a line."


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """A company of the list."""

    industry: str | None
    """The label of its industry in LinkedIn's list; None where the file leaves it open."""
    target: bool | None
    """Whether the user wants to sell there; None where the file does not say."""
    line: int
    """Line of the file, from 1."""


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """Companies by name, matched without regard to case, accents, punctuation and legal form."""

    exact: Mapping[str, Account]
    """By the name without its legal form."""
    loose: Mapping[str, Account] = field(default_factory=dict)
    """By the name without words for a group or country, where only one company bears it. Such
    words are passed over on one side only: Acme France is Acme, but not Acme Italia."""

    def find(self, company: str | None) -> Account | None:
        """The company of the list that a name stands for; no guess where the names differ."""
        found = (self._find(name) for name in written(company or ""))
        return next((account for account in found if account), None)

    def _find(self, name: str) -> Account | None:
        key = exact_key(name)
        if not key:
            return None
        return self.exact.get(key) or self.loose.get(key) or self.exact.get(loose_key(name))


def read(path: Path) -> Accounts:
    """Read an ``--accounts`` file.

    Args:
        path: A CSV with the column ``company`` and one or both of ``industry`` and ``target``,
            in any order, separated by commas, semicolons or tabs.

    Raises:
        SourceError: The file cannot be read, or a line of it cannot be used; says which.
    """
    exact: dict[str, Account] = {}
    names: list[tuple[str, Account]] = []
    for line, row in _rows(path):
        account = _added(exact, row, f"{path.name}, line {line}", line)
        if account is not None:
            names.append((row["company"], account))
    return Accounts(exact=_written_out(names) | exact, loose=_loose(names))


def _written_out(names: Sequence[tuple[str, Account]]) -> dict[str, Account]:
    """Companies by their names with umlauts written out, where only one bears such a name."""
    found: dict[str, list[Account]] = {}
    for name, account in names:
        for other in written(name)[1:]:
            found.setdefault(exact_key(other), []).append(account)
    return _only(found)


def _loose(names: Sequence[tuple[str, Account]]) -> dict[str, Account]:
    found: dict[str, list[Account]] = {}
    for name, account in names:
        for key in {loose_key(one) for one in written(name)}:
            found.setdefault(key, []).append(account)
    return _only(found)


def _only(found: Mapping[str, list[Account]]) -> dict[str, Account]:
    return {key: accounts[0] for key, accounts in found.items() if len(accounts) == 1}


def _added(
    exact: dict[str, Account], row: Mapping[str, str], where: str, line: int
) -> Account | None:
    """Add a company, and return it unless its line repeats another."""
    key = exact_key(row.get("company", ""))
    if not key:
        raise SourceError(f"{where}: no company name.", hint="fill it in or delete the line.")
    account = Account(
        industry=_label(row.get("industry", ""), where),
        target=_target(row.get("target", ""), where),
        line=line,
    )
    known = exact.setdefault(key, account)
    if (known.industry, known.target) != (account.industry, account.target):
        raise SourceError(
            f"{where}: the company of line {known.line} again, with another industry or target.",
            hint="keep one of the two lines.",
        )
    return account if known is account else None


def _label(text: str, where: str) -> str | None:
    if not text:
        return None
    found = industry(text)
    if found is None:
        close = suggestion(text)
        raise SourceError(
            f"{where}: '{text[:60]}' is no industry of LinkedIn's list.",
            hint=f"did you mean '{close}'?" if close else "leave it empty if none fits.",
        )
    return found.label


def _target(text: str, where: str) -> bool | None:
    flag = fold(text)
    if flag not in _FLAGS:
        raise SourceError(f"{where}: target is '{text[:20]}'.", hint="write yes, no or nothing.")
    return _FLAGS[flag]


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The lines that say something, with their numbers, by canonical column."""
    text = _text(path)
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    lines = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        names = _names(next(lines, []), path.name)
        for row in lines:
            if any(cell.strip() for cell in row):
                yield lines.line_num, _fields(names, row, f"{path.name}, line {lines.line_num}")
    except csv.Error as error:
        raise SourceError(
            f"{path.name}, line {lines.line_num}: broken quoting ({error}).",
            hint="save the file again as CSV in UTF-8.",
        ) from error


def _fields(names: Sequence[str], row: Sequence[str], where: str) -> Mapping[str, str]:
    if len(row) > len(names):
        raise SourceError(
            f"{where}: {len(row)} fields, not {len(names)}.",
            hint='put a name that holds a separator in quotes: "Baker, Jones and Co".',
        )
    return {name: cell.strip() for name, cell in zip(names, row, strict=False)}


def _names(header: Sequence[str], file: str) -> list[str]:
    """The header by canonical names; columns of the user's own keep theirs and are not read."""
    given = [fold(name).strip().replace("_", " ") for name in header]
    names = [
        next((column for column, known in _COLUMNS.items() if name in known), f"other {name}")
        for name in given
    ]
    if "company" not in names or not {"industry", "target"} & set(names):
        raise SourceError(
            f"{file}: no column 'company' with 'industry' or 'target' "
            f"(found: {', '.join(name[:30] for name in given[:10]) or 'nothing'}).",
            hint=_EXAMPLE,
        )
    return names


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{path.name}: not UTF-8.", hint="save it as CSV in UTF-8.") from error
    except OSError as error:
        raise SourceError(
            f"{path.name}: cannot be read ({error.strerror}).", hint=_EXAMPLE
        ) from error
