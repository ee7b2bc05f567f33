"""Options that belong together, declared once as a dataclass and taken by many verbs."""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import wraps
from typing import Any, get_type_hints

from typer.models import ArgumentInfo

_EMPTY = inspect.Parameter.empty


def ungrouped(verb: Callable[..., None]) -> Callable[..., None]:
    """Return a verb as the command line sees it: each group of options as its single options.

    Args:
        verb: A function. Parameters whose type is a dataclass are groups: the fields of the
            dataclass become options, and the function is called with the group.
    """
    groups = {
        name: kind
        for name, kind in inspect.get_annotations(verb, eval_str=True).items()
        if is_dataclass(kind) and isinstance(kind, type)
    }

    @wraps(verb)
    def run(**given: Any) -> None:  # noqa: ANN401 - as many types as options
        for name, kind in groups.items():
            given[name] = kind(**{one.name: given.pop(one.name) for one in fields(kind)})
        verb(**given)

    options = sorted(_options(verb, groups), key=_arguments_first)
    run.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]  # read by inspect
    run.__annotations__ = {option.name: option.annotation for option in options}
    return run


def _options(verb: Callable[..., None], groups: dict[str, type]) -> list[inspect.Parameter]:
    found = []
    for name, parameter in inspect.signature(verb, eval_str=True).parameters.items():
        if name in groups:
            hints = get_type_hints(groups[name], include_extras=True)
            found += [_option(one, hints[one.name]) for one in fields(groups[name])]
        else:
            found.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
    return found


def _option(one: Field[Any], hint: object) -> inspect.Parameter:
    return inspect.Parameter(
        one.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=_EMPTY if one.default is MISSING else one.default,
        annotation=hint,
    )


def _arguments_first(option: inspect.Parameter) -> bool:
    """Order what has a place on the command line before what has a name."""
    told = getattr(option.annotation, "__metadata__", ())
    return not any(isinstance(one, ArgumentInfo) for one in told)
