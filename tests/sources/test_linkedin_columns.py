"""Columns read at once are the texts read one by one, whatever they hold."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from openssi.sources.linkedin_archive.columns import distinct, name_keys, slugs_of
from openssi.sources.linkedin_archive.mail import _filled
from openssi.sources.linkedin_archive.urls import USUAL, name_key, plain, slug_of

ODD = st.text(st.sampled_from("aZ1-_%C3A9 \t\x00\n.éß\u0130\u202fﬁ/?#😀"), max_size=8)
TEXTS = st.lists(st.one_of(ODD, st.text(max_size=6)), max_size=12)


def texts(some: list[str]) -> pa.Array:
    return pa.array(some, pa.string())


@given(TEXTS)
def test_names(some):
    assert name_keys(texts(some)) == list(map(name_key, some))


@given(TEXTS, st.sampled_from([USUAL, USUAL.replace("www", "fr"), USUAL.replace(".", "x"), ""]))
def test_addresses(some, begin):
    urls = [begin + one for one in some]
    assert slugs_of(texts(urls)) == list(map(slug_of, urls))


@given(TEXTS)
def test_texts_that_repeat(some):
    assert distinct(plain, texts(some + some)) == list(map(plain, some + some))


def test_what_is_blank_is_what_python_calls_blank():
    letters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    some = ["", " ", "\t\u2003", " a ", *letters]
    assert _filled(texts(some)).to_pylist() == [bool(one.strip()) for one in some]
