"""Repeatable chance in SQL: whole-number mixing, no random numbers of the engine.

The same seed gives the same draws on any engine, in any version and with any number of threads.
Products stay below 2^63, so that 64-bit whole numbers are enough.
"""

import zlib

_MASK = 2**32 - 1
_ROUND = (569_420_461, 1_935_289_751)  # the multipliers of Wellons' lowbias32
_STEP = 2_654_435_761  # 2^32 over the golden ratio: neighbours land far apart


def salt(seed: int, topic: str) -> int:
    """Return a 32-bit number for a topic under a seed."""
    return _mixed(zlib.crc32(topic.encode()) ^ _mixed(seed & _MASK))


def _mixed(number: int) -> int:
    for shift, factor in zip((16, 15), _ROUND, strict=True):
        number = ((number ^ number >> shift) * factor) & _MASK
    return number ^ number >> 15


def hashed(select: str, name: str, *, of: str, seed: int) -> str:
    """Return a query with one more column: 32 well mixed bits.

    Args:
        select: The rows.
        name: Name of the new column.
        of: SQL for a whole number below 2^31 that tells the rows apart.
        seed: A `salt`.
    """
    first = f"((({of}) & {_MASK}) * {_STEP} + {seed}) & {_MASK}"
    rounds = f"SELECT *, {first} AS bits FROM ({select}) AS rows_to_hash"
    for shift, factor in zip((16, 15), _ROUND, strict=True):
        again = f"(XOR(bits, bits >> {shift}) * {factor}) & {_MASK}"
        rounds = f"SELECT * REPLACE ({again} AS bits) FROM ({rounds}) AS mixing"
    return f"SELECT * EXCLUDE (bits), XOR(bits, bits >> 15) AS {name} FROM ({rounds}) AS mixed"


def draw(bits: str, topic: str) -> str:
    """Return SQL for a number in 0..1 (1 excluded), evenly spread and different for each topic.

    Args:
        bits: A column made by `hashed`.
        topic: What is decided; another topic, another draw.
    """
    factor = _mixed(zlib.crc32(topic.encode())) >> 1 | 1
    return f"((({bits} * {factor}) & {_MASK}) / 4294967296.0)"


def odds(chance: str) -> str:
    """Return SQL for x / (1 - x): of an even draw, a spread with median 1 and power-law tails."""
    return f"(({chance}) / (1.0 - ({chance})))"


def choice(chance: str, shares: dict[str, float]) -> str:
    """Return SQL that names one of several texts, each in its share of cases."""
    below, cases = 0.0, []
    *names, last = shares
    for name in names:
        below += shares[name]
        cases.append(f"WHEN {chance} < {below!r} THEN '{name}'")
    return f"CASE {' '.join(cases)} ELSE '{last}' END" if cases else f"'{last}'"
