"""The command line: one module a command, imported when the command is used.

Data goes to standard output, words to standard error. Exit codes: 0 done, 1 failed or differs, 2 wrong usage, 3 done
with failures recorded in the documents, 130 interrupted.
"""

import click

from ._group import Commands
from ._options import debug_option

__all__ = ["cli"]


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  corpuskit show article.txt
  corpuskit extract articles.csv --text body --id url -o out.jsonl
  corpuskit stats out.jsonl

\b
Exit codes: 0 done, 1 failed or differs, 2 wrong usage, 3 done with failures
recorded, 130 interrupted.""",
)
@click.version_option(None, "-V", "--version", package_name="corpuskit-core", prog_name="corpuskit")
@debug_option
def cli() -> None:
    """Find dates, entities, quotes and numbers in documents, and more with plugins."""
