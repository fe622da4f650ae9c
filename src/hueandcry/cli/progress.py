"""A bar on the terminal while many photos are painted; nothing where nobody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hueandcry.cli.report import Result


@contextmanager
def progress(total: int) -> Iterator[Callable[[Result], None]]:
    """Give what is to be called with each result; the bar is on stderr and only if that is a terminal.

    Args:
        total: how many photos there are.
    """
    if total < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Painting"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TimeRemainingColumn(),
    )
    failed = 0
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total, failed=0)

        def step(result: Result) -> None:
            nonlocal failed
            failed += result.error is not None
            bar.update(task, advance=1, failed=failed)

        yield step
