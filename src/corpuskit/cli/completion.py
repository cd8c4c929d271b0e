"""``corpuskit completion``: a script that completes commands in a shell."""

import click

from ._options import debug_option

__all__ = ["command"]


@click.command(
    "completion",
    epilog="""\b
Examples:
  corpuskit completion bash > ~/.local/share/bash-completion/completions/corpuskit
  corpuskit completion zsh > ~/.zfunc/_corpuskit
  corpuskit completion fish > ~/.config/fish/completions/corpuskit.fish""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@debug_option
@click.pass_context
def command(ctx: click.Context, /, shell: str) -> None:
    """Print a script that completes commands in a shell."""
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    if complete is None:  # pragma: no cover - click has all three.
        raise click.UsageError(f"click cannot complete in {shell}.")
    click.echo(complete(ctx.find_root().command, {}, "corpuskit", "_CORPUSKIT_COMPLETE").source())
