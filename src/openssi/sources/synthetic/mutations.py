"""What happens to archives on their way: folders, junk, nesting, spreadsheets, other languages.

Every mutation takes and gives the files of an archive, name to bytes. What is true of the archive
stays true: a reader finds the same counts, or refuses for a reason.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from typing import Final

from openssi.sources.synthetic.files.archive import zip_bytes
from openssi.sources.synthetic.files.sheets import csv_text
from openssi.sources.synthetic.source import data

Files = Mapping[str, bytes]

_MARK = b"\xef\xbb\xbf"
_NARROW_SPACE = "\u202f"
_PARTS = 3


def top_folder(files: Files) -> Files:
    """Everything lies in one folder more."""
    return {f"LinkedInDataExport/{name}": content for name, content in files.items()}


def macintosh_junk(files: Files) -> Files:
    """A Macintosh zipped it again and added its own notes."""
    junk = {f"__MACOSX/._{name}": b"\x00\x05\x16\x07\x00" for name in files if "/" not in name}
    return {**files, **junk, ".DS_Store": b"\x00\x00\x00\x01Bud1"}


def nested(files: Files) -> Files:
    """The ZIP was zipped once more: ``.zip.zip``."""
    return {"LinkedInDataExport.zip": zip_bytes(files)}


def byte_order_marks(files: Files) -> Files:
    """An editor put a byte order mark before every table."""
    return _each_table(files, lambda content: _MARK + content)


def carriage_returns(files: Files) -> Files:
    """An editor wrote line ends as Windows does."""
    return _each_table(files, lambda content: content.replace(b"\n", b"\r\n"))


def download_copies(files: Files) -> Files:
    """A browser numbered the names: ``Connections (1).csv``."""
    return {re.sub(r"\.csv$", " (1).csv", name): content for name, content in files.items()}


def narrow_spaces(files: Files) -> Files:
    """A newer Java wrote U+202F before AM and PM."""
    narrow = rf"\1{_NARROW_SPACE}\2".encode()
    return _each_table(files, lambda content: re.sub(rb"(\d) ([AP]M\b)", narrow, content))


def split_parts(files: Files) -> Files:
    """Long tables come in parts: ``SearchQueries_1.csv`` and so on, each with the header."""
    split = dict(files)
    for name in ("SearchQueries.csv", "Jobs/Job Applications.csv"):
        if name in split:
            header, *rows = _table(split.pop(name))
            for part in range(_PARTS):
                number = f"_{part}" if part else ""
                some = [header, *rows[part::_PARTS]]
                split[name.replace(".csv", f"{number}.csv")] = _written(some)
    return split


def two_languages(files: Files) -> Files:
    """The profile is kept in two languages: career and education come once in each."""
    translated = {one["title"]: one["german"] for one in data("profile")["positions"]}
    translated |= {one["degree"]: one["german"] for one in data("profile")["education"]}
    doubled = dict(files)
    for name in ("Positions.csv", "Education.csv"):
        header, *rows = _table(files[name])
        again = [[translated.get(value, value) for value in row] for row in rows]
        doubled[name] = _written([header, *rows, *again])
    return doubled


def renamed_member(files: Files) -> Files:
    """The member chose a new address: messages of the first half still show the old one."""
    header, *rows = _table(files["messages.csv"])
    older = rows[len(rows) // 2 :]
    address = _own_address(files)
    rows[len(rows) // 2 :] = [
        [re.sub(rf"{address}(?=,|$)", f"{address}-old-7a1", value) for value in row]
        for row in older
    ]
    return {**files, "messages.csv": _written([header, *rows], quoted=True)}


def spreadsheet(files: Files) -> Files:
    """A spreadsheet opened the connections and saved them in its own way: ``8-Feb-26``."""
    text = files["Connections.csv"].decode()
    text = re.sub(r",0?(\d+) (\w{3}) \d\d(\d\d)$", r",\1-\2-\3", text, flags=re.MULTILINE)
    return {**files, "Connections.csv": _MARK + text.replace("\n", "\r\n").encode()}


def wide_characters(files: Files) -> Files:
    """One table came as tab-separated UTF-16."""
    name = "Endorsement_Received_Info.csv"
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(_table(files[name]))
    return {**files, name: out.getvalue().encode("utf-16")}


MUTATIONS: Final[Mapping[str, Callable[[Files], Files]]] = {
    change.__name__: change
    for change in (
        top_folder,
        macintosh_junk,
        nested,
        byte_order_marks,
        carriage_returns,
        download_copies,
        narrow_spaces,
        split_parts,
        two_languages,
        renamed_member,
        spreadsheet,
        wide_characters,
    )
}
"""Every mutation by its name."""


def _each_table(files: Files, change: Callable[[bytes], bytes]) -> Files:
    return {
        name: change(content) if name.endswith(".csv") else content
        for name, content in files.items()
    }


def _table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def _written(rows: list[list[str]], *, quoted: bool = False) -> bytes:
    return csv_text(rows, quoted=quoted).encode()


def _own_address(files: Files) -> str:
    header, *rows = _table(files["Invitations.csv"])
    way, inviter = header.index("Direction"), header.index("inviterProfileUrl")
    return next(row[inviter] for row in rows if row[way] == "OUTGOING")
