"""All files of an archive together, and the ZIP that holds them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from openssi.sources.synthetic.files.activity_files import activity_sheets
from openssi.sources.synthetic.files.eras import Era
from openssi.sources.synthetic.files.message_files import message_sheets, relatives
from openssi.sources.synthetic.files.network_files import network_sheets
from openssi.sources.synthetic.files.private_files import article_files, private_files
from openssi.sources.synthetic.files.profile_files import profile_sheets
from openssi.sources.synthetic.life import Life

_DRAFT_COLUMN = "IS MESSAGE DRAFT"
_UNIX = 3
_READABLE = 0o644 << 16


def as_shown(life: Life, era: Era, *, complete: bool) -> Life:
    """Return the part of a life that an archive of this era and kind holds."""
    if _DRAFT_COLUMN not in era.messages:
        life = replace(life, messages=tuple(one for one in life.messages if not one.draft))
    if complete:
        return life
    return replace(
        life,
        posts=(),
        comments=(),
        reactions=(),
        reposts=(),
        votes=(),
        saved=(),
        searches=(),
        members_followed=(),
    )


def archive_files(life: Life, era: Era, *, complete: bool) -> dict[str, bytes]:
    """Return name and content of every file; a category without entries has none."""
    sheets = [
        *profile_sheets(life),
        *network_sheets(life, era),
        *message_sheets(life.member, life.messages, era),
        *activity_sheets(life, era),
    ]
    files = {
        sheet.name: sheet.text()
        for sheet in sheets
        if sheet.rows and (complete or not sheet.complete_only)
    }
    files |= private_files(life, complete=complete)
    files |= article_files(life) | relatives() if complete else {}
    return {name: text.encode() for name, text in files.items()}


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP that depends on nothing but the files: sorted, without a clock."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, files[name])
    return out.getvalue()
