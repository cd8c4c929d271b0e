"""A bar chart on a logarithmic scale, as SVG."""

import math
from collections.abc import Sequence
from html import escape

__all__ = ["chart"]

_ROW, _LEFT, _WIDTH = 26, 250, 760
_OWN, _OTHER, _LIMIT = "#0b6e4f", "#a0522d", "#8a8a8a"


def chart(rows: Sequence[tuple[str, float, str]]) -> str:
    """Draw a bar for each row of name, MB/s and kind: ``own``, ``peer`` or ``limit``."""
    low = math.floor(math.log10(min(speed for _, speed, _ in rows)))
    high = math.ceil(math.log10(max(speed for _, speed, _ in rows)))

    def x(speed: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - 70) * (math.log10(speed) - low) / (high - low)

    height = _ROW * len(rows) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" '
        f'font-size="13"><rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
    ]
    for power in range(low, high + 1):
        parts.append(
            f'<line x1="{x(10.0**power):.0f}" x2="{x(10.0**power):.0f}" y1="4" y2="{height - 28}" stroke="#ddd"/>'
            f'<text x="{x(10.0**power):.0f}" y="{height - 12}" text-anchor="middle" fill="#555">{10.0**power:g}</text>'
        )
    colours = {"own": _OWN, "peer": _OTHER, "limit": _LIMIT}
    for number, (name, speed, kind) in enumerate(rows):
        y = _ROW * number + 6
        parts.append(
            f'<text x="{_LEFT - 8}" y="{y + 15}" text-anchor="end" fill="#222">{escape(name)}</text>'
            f'<rect x="{_LEFT}" y="{y}" width="{max(1, x(speed) - _LEFT):.0f}" height="{_ROW - 6}" '
            f'fill="{colours[kind]}"/><text x="{x(speed) + 6:.0f}" y="{y + 15}" fill="#222">{speed:.3g}</text>'
        )
    parts.append(f'<text x="{_WIDTH - 8}" y="{height - 12}" text-anchor="end" fill="#555">MB/s</text></svg>\n')
    return "".join(parts)
