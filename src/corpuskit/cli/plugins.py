"""``corpuskit plugins``: the extractors and formats that are installed, and the plugins that cannot be used."""

import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from ._options import debug_option, plugin_option

if TYPE_CHECKING:
    from .._plugins import Installed, InstalledFormat, Plugins

__all__ = ["command"]


class _Commands(click.Group):
    """The commands about plugins; each is imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give their names."""
        return ["check"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give one; None where there is none."""
        if cmd_name != "check":
            return None
        from . import plugins_check

        return plugins_check.command


@click.group(
    "plugins",
    cls=_Commands,
    invoke_without_command=True,
    subcommand_metavar="[check NAME|FILE.py]",
    epilog="""\b
Examples:
  corpuskit plugins
  corpuskit plugins --all
  corpuskit plugins --plugin hashtags.py --json
  corpuskit plugins check hashtags.py""",
)
@plugin_option
@click.option("--all", "everything", is_flag=True, help="Also plugins that are disabled, and the options.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@debug_option
@click.pass_context
def command(ctx: click.Context, /, plugin: Sequence[str], everything: bool, as_json: bool) -> None:
    """List the extractors and formats that are installed.

    Also names the plugins that cannot be used, with the reason. CORPUSKIT_PLUGINS=a,b loads only these,
    CORPUSKIT_DISABLED_PLUGINS=a,b all but these.
    """
    if ctx.invoked_subcommand is not None:
        return
    from .._plugins import Plugins
    from ._arguments import plugins_of

    chosen = plugins_of(plugin)
    plugins = Plugins(only=chosen.only, disabled=chosen.disabled, files=chosen.files, strict=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # What fails to load is part of the list.
        extractors = [_described(item, everything) for item in plugins.extractors.values()]
        formats = [_format(item) for item in plugins.formats.values()]
    others = list(_others(plugins, everything))
    if as_json:
        import orjson

        data = {"extractors": extractors, "formats": formats, "others": others}
        click.echo(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())
        return
    for entry in extractors:
        click.echo("\n".join(_lines(entry)))
    for entry in formats:
        click.echo("\n".join(_format_lines(entry)))
    for other in others:
        click.echo(f"{_shown(other['plugin'])}  {other['state']}: {_shown(other['reason'])}")
    if not extractors and not formats and not others:
        from .._pipeline import why_none

        click.echo(why_none(plugins), err=True)


def _described(item: "Installed", options: bool) -> dict[str, Any]:
    spec = item.spec
    entry: dict[str, Any] = {
        "name": item.name,
        "plugin": item.plugin,
        "distribution": item.distribution,
        "version": item.version,
        "file": item.file,
        "makes": list(spec.provides),
        "requires": list(spec.requires),
        "after": list(spec.after),
        "languages": list(spec.languages),
        "default": spec.default,
        "api_level": spec.api_level,
        "description": spec.description,
    }
    if options:
        entry["options"] = _options(item)
    return entry


def _format(item: "InstalledFormat") -> dict[str, Any]:
    spec = item.spec
    return {
        "name": item.name,
        "plugin": item.plugin,
        "distribution": item.distribution,
        "version": item.version,
        "file": item.file,
        "suffixes": list(spec.suffixes),
        "reads": spec.read is not None,
        "writes": spec.write is not None,
        "makes": list(spec.provides),
        "api_level": spec.api_level,
        "description": spec.description,
    }


def _format_lines(entry: dict[str, Any]) -> Iterator[str]:
    yield f"{_shown(entry['name'])}  {_shown(entry['distribution'])} {_shown(entry['version'])}  (a format)"
    if entry["description"]:
        yield f"    {_shown(entry['description'])}"
    does = " and ".join(word for word in ("reads", "writes") if entry[word])
    makes = f"; makes {', '.join(entry['makes'])}" if entry["makes"] else ""
    yield f"    {does} {_shown(', '.join(entry['suffixes']) or 'what is called by its name')}{_shown(makes)}"


def _options(item: "Installed") -> dict[str, str]:
    import attrs

    from .._imports import imported

    try:
        cls: Any = imported(item.spec.config, f"extractor {item}")  # Any: an attrs class, or None.
        return {} if cls is None else {field.name: _default(field.default) for field in attrs.fields(cls) if field.init}
    except Exception as error:  # The plugin boundary: a config class that cannot be imported is told, not raised.
        return {"cannot be read": str(error)}


def _default(default: Any) -> str:  # Any: whatever an option's default is.
    import attrs

    if default is attrs.NOTHING:
        return "required"
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type] # A class, which the stubs call a function.
        return "computed"
    return ",".join(map(str, default)) if isinstance(default, tuple) else str(default)


def _others(plugins: "Plugins", everything: bool) -> Iterator[dict[str, str]]:
    """Give the plugins that are installed but gave no extractor: broken ones, and on demand those left out."""
    from importlib.metadata import entry_points

    from ..hookspecs import NAME

    given: list[Installed | InstalledFormat] = [*plugins.extractors.values(), *plugins.formats.values()]
    loaded = {item.plugin for item in given} | plugins.broken.keys()
    for name, reason in plugins.broken.items():
        yield {"plugin": name, "state": "cannot be used", "reason": reason}
    for point in sorted(entry_points(group=NAME), key=lambda point: point.name) if everything else ():
        if point.name not in loaded:
            disabled = point.name in plugins.disabled
            left_out = plugins.only is not None and point.name not in plugins.only
            why = "disabled by name" if disabled else "not among those asked for" if left_out else "declares none"
            yield {"plugin": point.name, "state": "gives nothing", "reason": why}


def _lines(entry: dict[str, Any]) -> Iterator[str]:
    default = "" if entry["default"] else "  (only when asked for)"
    yield f"{_shown(entry['name'])}  {_shown(entry['distribution'])} {_shown(entry['version'])}{default}"
    if entry["description"]:
        yield f"    {_shown(entry['description'])}"
    languages = ", ".join(entry["languages"]) or "all"
    facts = [f"makes {', '.join(entry['makes'])}", f"languages {languages}"]
    facts += [f"{name} {', '.join(entry[name])}" for name in ("requires", "after") if entry[name]]
    yield f"    {_shown('; '.join(facts))}"
    for name, default in entry.get("options", {}).items():
        yield f"    --set {_shown(entry['name'])}.{_shown(name)}={_shown(default)}"


def _shown(text: str) -> str:
    from .._visible import one_line

    return one_line(text, 400)
