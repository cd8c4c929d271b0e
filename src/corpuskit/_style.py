"""The style sheet of the HTML renderings: light and dark, readable without colour, and without anything from outside.

Colours come in slots. The standard layers have one each; the hues stay apart under the common kinds of colour
blindness, and every mark also has an underline and a label in words.

Source: the hues are those of M. Okabe and K. Ito, Color Universal Design, 2008, made lighter or darker for contrast.
"""

__all__ = ["FREE_SLOTS", "SLOTS", "line_colours", "palette_style", "stylesheet"]

SLOTS = {"date": 0, "date_range": 0, "entity": 1, "number": 2, "quote": 3}
"""The slots of the standard layers."""

FREE_SLOTS = (4, 5, 6, 7)
"""The slots that other layers take in turn."""

# Line and text colour of each slot, in light and in dark mode. Texts have a contrast of 4.5 or more on their tint.
_LIGHT = (
    *(("0 114 178", "0 82 130"), ("196 122 0", "118 70 0"), ("2 150 108", "0 92 66"), ("171 78 152", "125 45 108")),
    *(("204 82 0", "145 56 0"), ("86 100 190", "58 68 150"), ("122 122 20", "84 84 0"), ("100 112 126", "70 80 92")),
)
_DARK = (
    *(("86 180 233", "146 208 244"), ("240 178 60", "246 208 136"), ("44 199 154", "128 228 197")),
    *(("222 146 204", "240 190 226"), ("255 138 76", "255 184 148"), ("150 162 240", "190 198 250")),
    *(("204 204 92", "224 224 146"), ("160 172 186", "194 204 216")),
)

_BASE = """
.corpuskit{--ink:#1d2127;--soft:#5c6570;--line:#dfe2e6;--paper:#fff;--raised:#f6f7f8;color-scheme:light dark;
color:var(--ink);background:var(--paper);font:400 15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
border:1px solid var(--line);border-radius:10px;padding:1.1rem 1.4rem 1rem;max-width:54rem;box-sizing:border-box}
.corpuskit header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.15rem 1rem;margin:0 0 .7rem}
.corpuskit h2{font-size:1.05rem;font-weight:650;margin:0;overflow-wrap:anywhere;border:0;padding:0}
.corpuskit .meta{color:var(--soft);font-size:.82rem;overflow-wrap:anywhere}
.corpuskit .keys{display:flex;flex-wrap:wrap;gap:.35rem;margin:0 0 .9rem}
.corpuskit .key{font-size:.78rem;line-height:1.6;padding:0 .6rem 0 .45rem;border-radius:99px;cursor:pointer;
border:1px solid rgb(var(--c)/.55);background:rgb(var(--c)/.1);color:rgb(var(--t));user-select:none}
.corpuskit .key input{accent-color:rgb(var(--c));margin:0 .3rem 0 0;width:.8rem;height:.8rem;vertical-align:-.08rem}
.corpuskit .key b{font-weight:650;margin-left:.25rem;font-variant-numeric:tabular-nums}
.corpuskit .text{font:400 1.06rem/2.05 Charter,"Bitstream Charter","Iowan Old Style",Cambria,Georgia,serif;
white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;tab-size:4;margin:0}
.corpuskit .text i.n{display:block;height:.5em;white-space:normal}
.corpuskit .text i.gap{height:1em}
.corpuskit .ctl{font:.72em ui-monospace,Menlo,Consolas,monospace;color:var(--soft);border:1px dotted;border-radius:3px;
padding:0 .15em;user-select:none}
.corpuskit mark{--h:0;scroll-margin:6rem;color:inherit;background:rgb(var(--c)/.13);
border-bottom:2px solid rgb(var(--c));position:relative;padding:.12em 0 calc(.06em + var(--h)*4.5px);
-webkit-box-decoration-break:clone;box-decoration-break:clone}
.corpuskit mark.a{border-start-start-radius:4px;border-end-start-radius:4px;padding-inline-start:.2em}
.corpuskit mark.z{border-start-end-radius:4px;border-end-end-radius:4px;padding-inline-end:.2em}
.corpuskit mark.wide{background:rgb(var(--c)/.075);border-bottom-width:1.5px}
.corpuskit mark.role{background:none;border-bottom:1.5px dotted rgb(var(--c));border-radius:0;
padding-inline:0}
.corpuskit mark.part:not(.z){border-inline-end:2px dotted rgb(var(--c))}
.corpuskit mark.dash{border-bottom-style:dashed}
.corpuskit mark[data-chip]::after{content:attr(data-chip);font:600 .63em/1 system-ui,"Segoe UI",sans-serif;
color:rgb(var(--t));background:rgb(var(--c)/.16);border-radius:3px;padding:.16em .36em;margin-inline-start:.4em;
vertical-align:.12em;display:inline-block;max-width:100%;box-sizing:border-box;text-indent:0;
white-space:normal;overflow-wrap:anywhere;user-select:none}
.corpuskit mark:hover{background:rgb(var(--c)/.26)}
.corpuskit mark.wide:hover{background:rgb(var(--c)/.14)}
.corpuskit mark:target{outline:3px solid rgb(var(--c));outline-offset:1px;border-radius:4px}
.corpuskit mark:hover:not(:has(mark:hover))::before{content:attr(data-tip);position:fixed;z-index:9;left:50%;
bottom:1rem;transform:translateX(-50%);width:max-content;max-width:min(46rem,92vw);max-height:40vh;overflow:hidden;
box-sizing:border-box;font:400 13px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;white-space:pre-line;
color:var(--ink);background:var(--paper);border:1px solid var(--line);border-left:4px solid rgb(var(--c));
border-radius:6px;padding:.5rem .9rem;box-shadow:0 6px 24px rgb(0 0 0/.22)}
.corpuskit details{margin:.8rem 0 0;font-size:.84rem}
.corpuskit .text+details{margin-top:1.2rem;border-top:1px solid var(--line);padding-top:.8rem}
.corpuskit details+details{margin-top:.3rem}
.corpuskit summary{cursor:pointer;color:rgb(var(--t));font-weight:600}
.corpuskit .wrap{overflow-x:auto;margin:.3rem 0 .6rem}
.corpuskit table{border-collapse:collapse;width:100%;min-width:36rem;table-layout:fixed;font-size:.95em;color:inherit;
background:none}
.corpuskit th,.corpuskit td{text-align:left;vertical-align:top;padding:.28rem .7rem .28rem 0;font-weight:400;
border:0;border-bottom:1px solid var(--line);overflow-wrap:break-word;white-space:normal}
.corpuskit tr{background:none}
.corpuskit th{color:var(--soft);font-size:.92em}
.corpuskit th:nth-child(4){width:3rem}
.corpuskit th:nth-child(5){width:7rem}
.corpuskit th:nth-child(6){width:7rem}
.corpuskit td.num{font-variant-numeric:tabular-nums;white-space:nowrap;color:var(--soft)}
.corpuskit td b{font-weight:600}
.corpuskit td .f{color:var(--soft)}
.corpuskit a{color:inherit;text-decoration-color:rgb(var(--c)/.6);text-underline-offset:2px}
.corpuskit .failures{border-left:4px solid #c4320a;background:rgb(196 50 10/.09);padding:.35rem .8rem;
border-radius:4px;font-size:.86rem;margin:.8rem 0 0;overflow-wrap:anywhere}
.corpuskit .more{color:var(--soft);font-size:.86rem;margin:.6rem 0 0}
"""

_DARK_BASE = ".corpuskit{--ink:#e4e7eb;--soft:#9aa4b0;--line:#363c45;--paper:#1b1e23;--raised:#22262c}"

_PAGE = """
html{background:#f3f4f5}body{margin:0 auto;max-width:54rem;padding:2rem 1rem 5rem}
h1{font:650 1.35rem/1.3 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;margin:0 0 1.2rem;color:#1d2127;
overflow-wrap:anywhere}
.corpuskit{margin:0 0 1.6rem}
@media (prefers-color-scheme:dark){html{background:#121417}h1{color:#e4e7eb}}
@media print{html,body{background:none;padding:0}.corpuskit{border:0;padding:0}}
"""


def stylesheet(*, page: bool = False) -> str:
    """Give the style sheet of a fragment, or of a whole page."""
    dark = _DARK_BASE + _colours(_DARK)
    hidden = "".join(map(_hidden, range(len(_LIGHT))))
    parts = (_BASE, _colours(_LIGHT), hidden, f"@media (prefers-color-scheme:dark){{{dark}}}", _PAGE if page else "")
    return "".join(parts).replace(",\n", ",").replace(";\n", ";").strip()


def line_colours() -> tuple[str, ...]:
    """Give the line colour of each slot, such as ``#0072b2``, to be read on light and on dark."""
    return tuple("#{:02x}{:02x}{:02x}".format(*map(int, line.split())) for line, _ in _LIGHT)


def palette_style() -> str:
    """Give the rules for the colours of the slots alone, anywhere on a page."""
    return f"{_colours(_LIGHT, '')}@media (prefers-color-scheme:dark){{{_colours(_DARK, '')}}}"


def _colours(slots: tuple[tuple[str, str], ...], scope: str = ".corpuskit ") -> str:
    return "".join(f"{scope}.c{slot}{{--c:{line};--t:{text}}}" for slot, (line, text) in enumerate(slots))


def _hidden(slot: int) -> str:
    """Give the rules that a cleared check box of the legend puts in force."""
    mark = f".corpuskit:has(.t{slot}:not(:checked)) mark.c{slot}"
    bare = "background:none;border-color:transparent;padding-inline:0"
    return f"{mark}{{{bare}}}{mark}::after,{mark}::before{{display:none}}"
