"""Render the pictures of the README, of the gallery and of the page about reports, in a headless Chromium.

python -m docs.pictures
"""

import hashlib
import re
import tempfile
from pathlib import Path

from benchmarks.browser import Page, browsing, found
from corpuskit import Corpus, Pipeline
from corpuskit.across import resolve
from corpuskit.view import page_html, report_html
from docs import terminal

HERE = Path(__file__).parent
REPORTS = (
    ("report-overview", "Ten accounts of a crash", "#overview", "light", 1690),
    ("report-reading", "Two reports of one day", "#document&document=1&at=5", "dark", 720),
)
"""The name of each picture of a report, its title, the view that it shows, its colours and its height."""


def drawn() -> str:
    """Give the page of the README's picture: the example text as ``corpuskit show`` draws it."""
    document = Corpus.from_path(HERE / "examples" / "ferry.txt").first().with_metadata(date="2024-03-14")
    page = "".join(page_html([Pipeline()(document)], title="ferry.txt"))
    return re.sub(r"<h1\b.*?</h1>", "", page, count=1, flags=re.DOTALL)


def digest(page: str) -> str:
    """Give what tells one page from another in a picture, which has neither the tips under a pointer nor the table."""
    seen = re.sub(r' data-tip="[^"]*"|<table.*', "", page, flags=re.DOTALL)
    return hashlib.sha256(seen.encode()).hexdigest()


def _opened(browser: Page, folder: Path, text: str) -> None:
    file = folder / f"{digest(text)}.html"
    file.write_text(text, encoding="utf-8")
    browser.open(file.as_uri())


def _readme(browser: Page, folder: Path) -> None:
    browser.look(width=960, height=805, scale=1.5)
    _opened(browser, folder, drawn())
    browser.picture(HERE / "_static" / "ferry.png")
    (HERE / "_static" / "ferry.sha256").write_text(f"{digest(drawn())}\n", encoding="utf-8")


def _report(browser: Page, folder: Path) -> None:
    crash = Corpus.from_csv(HERE / "examples" / "ferry-crash.csv", text="body", date="published")
    for corpus, (name, title, view, scheme, height) in zip(
        (crash, Corpus.from_dir(HERE.parent / "seeds")), REPORTS, strict=True
    ):
        found_in = list(corpus.annotate(Pipeline()))
        entities = resolve(found_in)
        _opened(browser, folder, "".join(report_html(map(entities.apply, found_in), title=title)))
        browser.look(width=1200, height=height, scheme=scheme, scale=1.25)
        browser.go(view)
        browser.run("scrollTo(0, 0)")
        browser.picture(HERE / "_static" / f"{name}.png")


def _terminal(browser: Page, folder: Path) -> None:
    texts = terminal.shown(folder)
    for name, text in texts.items():
        _opened(browser, folder, terminal.page(text))
        size = browser.run("[document.body.offsetWidth, document.body.offsetHeight]")
        browser.look(width=size[0], height=size[1], scale=1.25)
        browser.picture(HERE / "_static" / f"{name}.png")
    (HERE / "_static" / "terminal.sha256").write_text(terminal.digests(texts), encoding="utf-8")
    browser.look(width=1200, height=760, scale=1.25)
    _opened(browser, folder, terminal.datasette(folder))
    browser.picture(HERE / "_static" / "datasette.png")


def main() -> None:
    """Write the pictures into ``docs/_static``, and the digest of the page that the README's shows."""
    with tempfile.TemporaryDirectory() as folder, browsing(found()) as browser:
        _readme(browser, Path(folder))
        _report(browser, Path(folder))
        _terminal(browser, Path(folder))


if __name__ == "__main__":
    main()
