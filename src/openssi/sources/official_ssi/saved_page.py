"""LinkedIn's page as a browser saved it: its JSON lies in a ``<code>`` element, escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from openssi.sources.official_ssi.page_json import MARK, Page, page_of

_HOLDER: Final = re.compile(r"<(code|script)\b", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"<(script|style|head|code)\b", re.IGNORECASE)
_END: Final = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("code", "script", "style", "head")
}
_TAG: Final = re.compile(r"<[^<>]*>")
_BEGINNING: Final = re.compile(r"\s*(?:<!doctype html|<html|<!--)", re.IGNORECASE)


def is_page(head: str) -> bool:
    """Say whether a text begins like a page of HTML."""
    return bool(_BEGINNING.match(head))


def page_in(page: str) -> Page | None:
    """Return what the JSON inside a page says, or None where there is none."""
    found = (page_of(_unwrapped(block)) for block in _blocks(page, _HOLDER) if MARK in block)
    return next((one for one in found if one and one.parts), None)


def visible_text(page: str) -> str:
    """Return the text that a page shows, each element on a line of its own."""
    kept, at = [], 0
    for begin, end in _spans(page, _UNSEEN):
        kept.append(page[at:begin])
        at = end
    return html.unescape(_TAG.sub("\n", "\n".join((*kept, page[at:]))))


def _blocks(page: str, which: re.Pattern[str]) -> Iterator[str]:
    for begin, end in _spans(page, which):
        yield page[page.find(">", begin, end) + 1 : end]


def _spans(page: str, which: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where each element begins and its content ends; each character is seen once."""
    at = 0
    while found := which.search(page, at):
        end = _END[found[1].lower()].search(page, found.end())
        if end is None:
            return
        at = end.start()
        yield found.start(), at


def _unwrapped(block: str) -> str:
    """Undo what a page does to JSON: the escapes of HTML, and at times a comment around it."""
    return html.unescape(block).strip().removeprefix("<!--").removesuffix("-->").strip()
