"""``messages.csv`` and the files that are only called like it."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.sources.synthetic.files import dates
from openssi.sources.synthetic.files.eras import ERAS, Era
from openssi.sources.synthetic.files.network_files import profile_url
from openssi.sources.synthetic.files.sheets import Row, Sheet
from openssi.sources.synthetic.life import Contact, Member, Message

_ALL = ERAS[2026].messages
_GONE = ("LinkedIn Member", "")
_RELATIVES = ("guide_messages", "learning_coach_messages", "learning_role_play_messages")


def message_sheets(member: Member, messages: tuple[Message, ...], era: Era) -> Iterator[Sheet]:
    """Yield the member's messages, newest first, and the relatives, which are header only."""
    places = [_ALL.index(column) for column in era.messages]
    yield Sheet(
        name="messages.csv",
        columns=era.messages,
        rows=[_row(member, one, places) for one in reversed(messages)],
        quoted=era.quoted_messages,
    )


def relatives() -> dict[str, str]:
    """Return the files of LinkedIn's own assistants: name to text."""
    header = ",".join(_ALL[:10]) + "\n"
    return {f"{name}.csv": header for name in _RELATIVES} | {
        "LearningCoachMessages.csv": "No conversations found\n"
    }


def _row(member: Member, one: Message, places: list[int]) -> Row:
    sender, receivers = _sides(member, one)
    draft = "Yes" if one.draft else "No"
    values = (
        one.thread.key,
        one.thread.title,
        sender[0],
        sender[1],
        ", ".join(name for name, _ in receivers),
        ",".join(url for _, url in receivers),
        f"{dates.stamp(one.at)} UTC",
        one.subject,
        one.text,
        _folder(one),
        ",".join(one.attachments),
        draft,
        draft,
    )
    return [values[place] for place in places]


def _sides(member: Member, one: Message) -> tuple[tuple[str, str], list[tuple[str, str]]]:
    """Return name and address of the sender, and of everybody else in the conversation."""
    kind = one.thread.kind
    me = (member.name, profile_url(member.slug))
    cards = [_card(who, gone=kind == "gone") for who in one.thread.others]
    if one.sender is None:
        return me, cards
    sender = _card(one.sender, gone=kind == "gone")
    rest = [card for card in cards if card != sender]
    return (sender[0], "") if kind == "sponsored" else sender, [*rest, me]


def _card(who: Contact, *, gone: bool) -> tuple[str, str]:
    return _GONE if gone else (who.name, profile_url(who.slug))


def _folder(one: Message) -> str:
    """Return the folder; some conversations were put aside, and sent mail lies in the inbox."""
    if one.thread.kind == "spam":
        return "SPAM"
    return "ARCHIVE" if one.thread.key[2] in "ABCDEF" else "INBOX"
