"""messages.csv: who wrote to whom, and what that makes of each message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain, repeat

import pyarrow as pa

from openssi.sources.linkedin_archive.columns import slugs_of
from openssi.sources.linkedin_archive.contents import Contents, Telling
from openssi.sources.linkedin_archive.dates import DAY
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.mail import Mail, read_mail
from openssi.sources.linkedin_archive.mail_table import Sides, mail_table
from openssi.sources.linkedin_archive.people import People
from openssi.sources.linkedin_archive.threads import Senders, threads_of
from openssi.sources.linkedin_archive.urls import Slugs, name_key, slug_of
from openssi.sources.linkedin_archive.voices import Voice

MESSAGES: Declared[Mail] = Declared(
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
    read=read_mail,
)


def slugs_in(contents: Contents) -> Slugs:
    """Return the slugs of all addresses in messages, those of groups apart."""
    pairs = ((voice.sender_url, voice.recipient_urls) for voice in _voices(contents))
    urls = [url for url in set(chain.from_iterable(pairs)) if "," not in url]
    return Slugs(zip(urls, slugs_of(pa.array(urls, pa.string())), strict=True))


def learn_people(contents: Contents, people: People, slugs: Slugs) -> None:
    """Take note of names and addresses of senders."""
    for name, url in {voice[1:3] for voice in _voices(contents)}:
        people.learn(name_key(name), slugs[url])


def wrote_as(contents: Contents, slugs: Slugs) -> Iterator[tuple[str, str]]:
    """Yield name and address of the sender of each message."""
    for mail in contents.rows(MESSAGES):
        for voice, times in mail.written():
            yield from repeat((voice.sender, slugs[voice.sender_url]), times)


def letters(
    contents: Contents, slugs: Slugs, known: AbstractSet[str]
) -> Iterator[tuple[str, str, str, set[str]]]:
    """Yield who wrote to whom, by name and address, each pair once.

    Those between two people of whom one has a known address are left out.
    """
    own = {url for url, slug in slugs.items() if slug in known}
    voices = (voice for voice in _voices(contents) if voice[2] not in own and voice[4] not in own)
    for sender, url, recipient, urls in {voice[1:] for voice in voices}:
        others = _slugs_of_several(urls) if "," in urls else {slugs[urls]}
        yield sender, slugs[url], recipient, others - {""}


def _slugs_of_several(urls: str) -> set[str]:
    """Return the slugs of a group; they are not remembered, for it may be endless."""
    return {slug_of(url) for url in urls.split(",")}


def conversations_of(contents: Contents, slugs: Slugs) -> Counter[str]:
    """Count in how many conversations each address occurs."""
    seen = set()
    for voice in _voices(contents):
        seen.add((voice.conversation, slugs[voice.sender_url]))
        others = _slugs_of_several(voice.recipient_urls)
        seen.update((voice.conversation, slug) for slug in others)
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
    mails = list(contents.rows(MESSAGES))
    voices = list(_voices(contents))
    if voices:
        sides = _sides(voices, telling, slugs)
        telling.log.add_table(mail_table(mails, sides, partial(_is_stranger, since)))


def _sides(voices: Sequence[Voice], telling: Telling, slugs: Slugs) -> Sides:
    senders = Senders(telling.me, slugs)
    sent = [senders[voice.sender_url, voice.sender] for voice in voices]
    threads = threads_of(zip(voices, sent, strict=True), telling, slugs)
    found = [threads[voice.conversation] for voice in voices]
    keys = [thread.key for thread in found]
    objects = [key if voice.conversation else None for key, voice in zip(keys, voices, strict=True)]
    others = [
        thread.counterpart if own or voice.sender_url else None
        for thread, own, voice in zip(found, sent, voices, strict=True)
    ]
    return Sides(
        thread=pa.array(keys, pa.string()).dictionary_encode(),
        object_id=pa.array(objects, pa.string()),
        sent=pa.array(map(int, sent), pa.uint8()),
        counterpart=pa.array(others, pa.string()),
    )


def _is_stranger(since: Mapping[str, int | None], other: str | None, at: int) -> bool:
    """Say whether someone known was no connection on that day."""
    if other is None:
        return False
    if other not in since:
        return True
    connected_on = since[other]
    return connected_on is not None and connected_on // DAY > at // DAY


def _voices(contents: Contents) -> Iterator[Voice]:
    for mail in contents.rows(MESSAGES):
        yield from mail.voices
