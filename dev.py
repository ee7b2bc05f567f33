"""Set this checkout up and run it, with Python 3.11 and nothing else: `python3 dev.py demo`.

Everything is installed into `.venv` from the lock files, whose hashes say exactly what was tested.
A second run finds the stamp there and needs no network.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from tooling import environment, locks, system

LINTERS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "layers": ["lint-imports", "--no-logo"],
}
PARALLEL = [
    *("-n", "auto", "--maxprocesses", "4"),  # more would each want a browser of their own
    *("--dist", "loadgroup"),  # the tests of Spark share one, which is slow to start
    "--no-loadscope-reorder",  # tests/batch comes first, and has the longest groups
]


def main(arguments: Sequence[str]) -> int:
    """Carry out the command that `arguments` names, and return the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything is installed
        return stop(f"OpenSSI needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    name, *rest = arguments or ["help"]
    command = COMMANDS.get(name)
    if command is None:
        print(usage())
        return 0 if name in {"help", "-h", "--help"} else 2
    try:
        return command(rest)
    except subprocess.CalledProcessError as failure:
        return stop(f"`{' '.join(map(str, failure.cmd))}` ended with {failure.returncode}.")


def usage() -> str:
    """Return one line for each command."""
    lines = [f"  {name:<10} {command.__doc__}" for name, command in COMMANDS.items()]
    return "\n".join(["Usage: python3 dev.py COMMAND [ARGUMENTS]", "", *lines])


def demo(rest: list[str]) -> int:
    """Score a synthetic archive and write its report."""
    environment.install(locks.RUN)
    return run("openssi", "demo", *rest)


def test(rest: list[str]) -> int:
    """Run every check and the whole suite; ARGUMENTS go to pytest."""
    environment.install(locks.DEVELOP)
    browser = system.with_browser(environment.tool("playwright"))
    system.with_java()
    return run_all({**LINTERS, "tests": ["pytest", *PARALLEL, *rest]}, browser)


def test_deep(rest: list[str]) -> int:
    """Run the tests marked deep, which take minutes; ARGUMENTS go to pytest."""
    environment.install(locks.DEVELOP)
    browser = system.with_browser(environment.tool("playwright"))
    return run("pytest", "-m", "deep", *rest, variables=browser)


def lint(_: list[str]) -> int:
    """Check style, formatting, types and layers."""
    environment.install(locks.DEVELOP)
    return run_all(LINTERS)


def bench(rest: list[str]) -> int:
    """Measure speed; ARGUMENTS go to pytest."""
    environment.install(locks.DEVELOP)
    return run("pytest", "bench", "--benchmark-enable", *rest)


def bench_large(rest: list[str]) -> int:
    """Measure networks of 1, 10 and 100 million members, as far as the disk has room."""
    environment.install(locks.DEVELOP)
    return run("python", "-m", "bench.network", *(rest or ["1000000,10000000,100000000:10:5"]))


def docs(_: list[str]) -> int:
    """Write the generated pages and pictures of docs/, and the outputs of the notebook, again."""
    environment.install(locks.DEVELOP)
    pages = (
        "tests/methodology/test_signals_docs.py",
        "tests/test_result_schema.py",
        "tests/test_notebook_example.py",
        "tests/report/test_report_pictured.py",
    )
    return run("pytest", "-m", "deep or not deep", *pages, "--update-golden")


def lock(rest: list[str]) -> int:
    """Write the lock files again (--upgrade: with the newest versions that fit)."""
    locks.write(environment.find_uv(), rest)
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "test": test,
    "test-deep": test_deep,
    "lint": lint,
    "bench": bench,
    "bench-large": bench_large,
    "docs": docs,
    "lock": lock,
}


def run_all(steps: dict[str, list[str]], variables: dict[str, str] | None = None) -> int:
    """Run every step, even after a failure, so that one round shows all there is to mend."""
    failed = [name for name, command in steps.items() if run_step(name, command, variables)]
    return stop(f"Failed: {', '.join(failed)}.") if failed else 0


def run_step(name: str, command: list[str], variables: dict[str, str] | None) -> int:
    """Run one step between two lines that say what it is and how it went."""
    print(f"\n=== {name}: {' '.join(command)}", flush=True)
    start = time.monotonic()
    code = run(*command, variables=variables)
    verdict = "FAILED" if code else "passed"
    print(f"--- {name} {verdict} after {time.monotonic() - start:.1f} s", flush=True)
    return code


def run(tool: str, *arguments: str, variables: dict[str, str] | None = None) -> int:
    """Run a tool of the virtual environment and return its exit code."""
    command = [environment.tool(tool), *arguments]
    whole = {**os.environ, **environment.COMPILED, **(variables or {})}
    return subprocess.run(command, cwd=system.ROOT, env=whole, check=False).returncode


def stop(message: str) -> int:
    """Say why the command ends here, and return its exit code."""
    print(f"\n{message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
