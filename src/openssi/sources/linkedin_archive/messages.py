"""messages.csv: which way each message went, without what it says.

The text of a message is looked at while it streams past, for whether there is any, and for the
marks of an advertisement; what is kept is that flag and a fingerprint to tell repeated rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count
from sys import intern

from openssi.sources.linkedin_archive.activities import ActivityLog
from openssi.sources.linkedin_archive.contents import Contents, Telling
from openssi.sources.linkedin_archive.dates import DAY, stamp
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.ledger import IgnoredRowError
from openssi.sources.linkedin_archive.people import People
from openssi.sources.linkedin_archive.threads import Message, Senders, Thread, threads_of
from openssi.sources.linkedin_archive.urls import Slugs, name_key

_SPONSORED_START = '<p class="spinmail-quill-editor'
_SPONSORED_FIELD = "%FIRSTNAME%"
_YES = frozenset({"Yes", "YES", "yes", "True", "TRUE", "true"})


def _message(  # noqa: PLR0913, PLR0917  # the columns of the file
    conversation: str,
    sender: str,
    sender_url: str,
    recipient: str,
    date: str,
    content: str,
    recipient_urls: str,
    subject: str,
    folder: str,
    message_draft: str,
    conversation_draft: str,
    attachments: str,
) -> Message:
    if message_draft in _YES or conversation_draft in _YES:
        raise IgnoredRowError("a draft that was never sent")
    if folder == "SPAM":
        raise IgnoredRowError("in the spam folder")
    if not sender_url and (content.startswith(_SPONSORED_START) or _SPONSORED_FIELD in content):
        raise IgnoredRowError("a sponsored message")
    # A few thousand people and conversations come again and again: each text is kept once.
    return Message(
        stamp(date),
        intern(conversation),
        intern(sender),
        intern(sender_url),
        intern(recipient),
        intern(recipient_urls),
        bool(content) and not content.isspace(),
        bool(subject) and not subject.isspace(),
        hash((content, subject, attachments)),
    )


MESSAGES = Declared(
    stems=("messages",),
    needed=("CONVERSATION ID", "FROM", "SENDER PROFILE URL", "TO", "DATE", "CONTENT"),
    optional=(
        "RECIPIENT PROFILE URLS",
        "SUBJECT",
        "FOLDER",
        "IS MESSAGE DRAFT",
        "IS CONVERSATION DRAFT",
        "ATTACHMENTS",
    ),
    parse=_message,
)


def learn_people(contents: Contents, people: People, slugs: Slugs) -> None:
    """Take note of names and addresses of senders."""
    senders = {(row.sender, row.sender_url) for row in contents.rows(MESSAGES)}
    for name, url in senders:
        people.learn(name_key(name), slugs[url])


def letters(contents: Contents, slugs: Slugs) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Yield who wrote to whom, by name and address, each pair once."""
    pairs = {
        (row.sender, row.sender_url, row.recipient, row.recipient_urls)
        for row in contents.rows(MESSAGES)
    }
    for sender, url, recipient, urls in pairs:
        yield sender, slugs[url], recipient, frozenset(slugs[one] for one in urls.split(",")) - {""}


def conversations_of(contents: Contents, slugs: Slugs) -> Counter[str]:
    """Count in how many conversations each address occurs."""
    seen = set()
    for row in contents.rows(MESSAGES):
        seen.add((row.conversation, slugs[row.sender_url]))
        seen.update((row.conversation, slugs[url]) for url in row.recipient_urls.split(","))
    return Counter(slug for _, slug in seen if slug)


def tell_messages(
    contents: Contents, telling: Telling, slugs: Slugs, since: dict[str, int | None]
) -> None:
    """Add the messages to the log.

    Args:
        contents: What was read.
        telling: Who is who, and the log.
        slugs: Addresses and their slugs.
        since: Since when each connection stands, for telling InMail from messages.
    """
    senders = Senders(telling.me, slugs)
    threads = threads_of(contents.rows(MESSAGES), senders, telling, slugs)
    for batch in contents.of(MESSAGES):
        for row in batch.rows:
            sent = senders[row.sender_url, row.sender]
            _tell(row, threads[row.conversation], telling.log, since, sent=sent)
        batch.ledger.dates(row.at for row in batch.rows)


def _tell(
    row: Message, thread: Thread, log: ActivityLog, since: dict[str, int | None], *, sent: bool
) -> None:
    """Add one message; several of one sender and second are told apart by their place."""
    at, conversation, _, url, _, _, has_text, has_subject, _ = row
    other = thread.counterpart if sent or url else None
    kind = "message_sent" if sent else "message_received"
    if has_subject and at == thread.opened and _is_stranger(other, at, since):
        kind = "inmail_sent" if sent else "inmail_received"
    # Neither the address nor being an InMail is part of the id: both may change in a later archive.
    for place in map(str, count()):
        if log.add(
            kind,
            at,
            "sent" if sent else "received",
            conversation,
            place,
            counterpart=other,
            object_id=thread.object_id,
            has_text=has_text,
        ):
            return


def _is_stranger(other: str | None, at: int, since: dict[str, int | None]) -> bool:
    """Say whether someone known was no connection on that day."""
    if other is None:
        return False
    if other not in since:
        return True
    connected_on = since[other]
    return connected_on is not None and connected_on // DAY > at // DAY
