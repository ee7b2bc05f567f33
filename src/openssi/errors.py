"""Failures that a person can do something about: each says what, where and the next step."""


class OpenSSIError(Exception):
    """Something in the input or the request cannot be used.

    Args:
        what: What is wrong and where, in one sentence.
        hint: The next step, in one sentence; shown after "Hint:".
        details: Each single fault, a line each, where there may be several.
    """

    def __init__(self, what: str, *, hint: str = "", details: tuple[str, ...] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint
        self.details = details

    def __str__(self) -> str:
        said = "\n  ".join((self.what, *self.details))
        if not self.hint:
            return said
        return f"{said}\nHint: {self.hint}" if self.details else f"{said} Hint: {self.hint}"


class SourceError(OpenSSIError):
    """A file or folder that was given cannot be read as a source."""


class TablesError(OpenSSIError):
    """Tables break the canonical schema."""


class MethodologyError(OpenSSIError):
    """A methodology file has a mistake."""


class OutputError(OpenSSIError):
    """A result cannot be written where it was asked for."""
