"""Render the pictures of the page about reports: the two seed documents, in a headless Chromium.

python -m docs.report_pictures
"""

import tempfile
from pathlib import Path

from benchmarks.browser import browsing, found
from corpuskit import Corpus, Pipeline
from corpuskit.view import report_html

HERE = Path(__file__).parent
SHOTS = (
    ("report-overview", "#overview", "light", 1200, 860),
    ("report-reading", "#document&document=1&at=5", "dark", 1200, 720),
)
"""The name of each picture, the view that it shows, its colours, and its width and height."""


def main() -> None:
    """Write the pictures into ``docs/_static``."""
    seeds = Corpus.from_dir(HERE.parent / "seeds").annotate(Pipeline())
    with tempfile.TemporaryDirectory() as folder, browsing(found()) as page:
        file = Path(folder) / "report.html"
        file.write_text("".join(report_html(seeds, title="Two reports of one day")), encoding="utf-8")
        page.look()
        page.open(file.as_uri())
        for name, view, scheme, width, height in SHOTS:
            page.look(width=width, height=height, scheme=scheme, scale=1.25)
            page.go(view)
            page.run("scrollTo(0, 0)")
            page.picture(HERE / "_static" / f"{name}.png")


if __name__ == "__main__":
    main()
