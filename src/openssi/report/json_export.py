"""The result as JSON: the whole object, full precision."""

from openssi.result import Result


def json_text(result: Result) -> str:
    """The result object as indented JSON in the declared order, ending with a newline."""
    return result.model_dump_json(indent=2) + "\n"
