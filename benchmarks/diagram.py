"""A reliability diagram, as SVG: what scores say against what is right."""

from collections.abc import Iterable, Mapping

from .calibration import Bin

__all__ = ["diagram"]

_SIZE, _EDGE, _KEY = 360, 52, 60
# With colours of its own for dark pages, behind what is drawn too: a picture does not know those of its page.
_STYLE = (
    "svg{background:#fff}text{fill:#333}.axis{stroke:#bbb}.even{stroke:#777;stroke-dasharray:5 4}"
    "@media(prefers-color-scheme:dark){svg{background:#1a1c1e}text{fill:#ddd}.axis{stroke:#555}.even{stroke:#999}}"
)
_COLOURS = ("#808080", "#2f7fd1", "#d9822b", "#2a9d62", "#a45bc9", "#c2455b")


def diagram(lines: Mapping[str, Iterable[Bin]], things: str) -> str:
    """Draw a line for each kind of things, with a dot for each bin, larger where there is more in it."""
    width, height = _SIZE + 2 * _EDGE + _KEY, _SIZE + 2 * _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="13"><style>{_STYLE}</style>',
        *_axes(things),
    ]
    for number, (name, found) in enumerate(lines.items()):
        parts += _line(name, list(found), number)
    return "".join([*parts, "</svg>\n"])


def _x(share: float) -> float:
    return _EDGE + _SIZE * share


def _y(share: float) -> float:
    return _EDGE + _SIZE * (1 - share)


def _axes(things: str) -> Iterable[str]:
    for fifth in range(6):
        share = fifth / 5
        x, y = f"{_x(share):.0f}", f"{_y(share):.0f}"
        yield f'<path class="axis" d="M{x} {_y(0):.0f}V{_y(1):.0f}M{_x(0):.0f} {y}H{_x(1):.0f}"/>'
        yield f'<text x="{x}" y="{_y(0) + 18:.0f}" text-anchor="middle">{share:g}</text>'
        yield f'<text x="{_x(0) - 8:.0f}" y="{y}" dy="4" text-anchor="end">{share:g}</text>'
    yield f'<path class="even" d="M{_x(0):.0f} {_y(0):.0f}L{_x(1):.0f} {_y(1):.0f}"/>'
    yield f'<text x="{_x(0.5):.0f}" y="{_y(0) + 38:.0f}" text-anchor="middle">score</text>'
    yield f'<text x="{_x(0):.0f}" y="{_y(1) - 14:.0f}">share of {things} that are right</text>'


def _line(name: str, found: list[Bin], number: int) -> Iterable[str]:
    colour = _COLOURS[number % len(_COLOURS)]
    points = " ".join(f"{_x(item.score):.1f},{_y(item.right):.1f}" for item in found)
    yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{2 if number else 3}"/>'
    most = max((item.count for item in found), default=1)
    for item in found:
        radius = 2 + 5 * (item.count / most) ** 0.5
        yield f'<circle cx="{_x(item.score):.1f}" cy="{_y(item.right):.1f}" r="{radius:.1f}" fill="{colour}"/>'
    y = _y(1) + 20 * number
    yield f'<rect x="{_x(1) + 16:.0f}" y="{y:.0f}" width="12" height="12" fill="{colour}"/>'
    yield f'<text x="{_x(1) + 34:.0f}" y="{y + 11:.0f}">{name}</text>'
