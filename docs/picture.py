"""Render the picture of the README: the example text as ``corpuskit show`` draws it, in a headless Chromium.

python docs/picture.py [CHROMIUM]
"""

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from corpuskit import Corpus, Pipeline
from corpuskit.view import page_html

HERE = Path(__file__).parent
SWITCHES = (
    *(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--hide-scrollbars",
        "--force-device-scale-factor=1.5",
    ),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=960,805"),
)


def drawn() -> str:
    """Give the page that is photographed."""
    document = Corpus.from_path(HERE / "examples" / "ferry.txt").first().with_metadata(date="2024-03-14")
    page = "".join(page_html([Pipeline()(document)], title="ferry.txt"))
    return re.sub(r"<h1\b.*?</h1>", "", page, count=1, flags=re.DOTALL)


def digest(page: str) -> str:
    """Give what tells one page from another in a picture, which has neither the tips under a pointer nor the table."""
    seen = re.sub(r' data-tip="[^"]*"|<table.*', "", page, flags=re.DOTALL)
    return hashlib.sha256(seen.encode()).hexdigest()


def main(browser: str = "chromium") -> None:
    """Write ``docs/_static/ferry.png``, and beside it the digest of the page that it shows."""
    page = drawn()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        picture = HERE / "_static" / "ferry.png"
        switches = (*SWITCHES, f"--user-data-dir={folder}/profile", f"--screenshot={picture}")
        subprocess.run([browser, *switches, file.as_uri()], check=True, capture_output=True)
    picture.with_suffix(".sha256").write_text(f"{digest(page)}\n", encoding="utf-8")
    print(picture)


if __name__ == "__main__":
    main(*sys.argv[1:])
