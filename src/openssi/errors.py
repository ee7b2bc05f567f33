"""Failures that a person can do something about: each says what, where and the next step."""


class OpenSSIError(Exception):
    """Something in the input or the request cannot be used.

    Args:
        what: What is wrong and where, in one sentence.
        hint: The next step, in one sentence; shown after "Hint:".
    """

    def __init__(self, what: str, *, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what} Hint: {self.hint}" if self.hint else self.what


class SourceError(OpenSSIError):
    """A file or folder that was given cannot be read as a source."""


class TablesError(OpenSSIError):
    """Tables break the canonical schema."""


class MethodologyError(OpenSSIError):
    """A methodology file has a mistake."""


class OutputError(OpenSSIError):
    """A result cannot be written where it was asked for."""
