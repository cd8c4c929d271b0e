"""The model. This one is a stand-in: a list of words with weights, so that nothing has to be downloaded.

Put your own in its place: load it once, and give it many texts in one call, as its library is quickest that way.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

import attrs

__all__ = ["Model", "Prediction"]


@attrs.frozen
class Prediction:
    """What a model found in a text.

    Args:
        start: the first code point. A model that counts bytes or tokens has to be converted.
        end: the code point behind the last.
        kind: what it is.
        score: how sure the model is, from 0 to 1.
    """

    start: int
    end: int
    kind: str
    score: float


class Model:
    """Takes words for good or bad, as their weights say.

    Args:
        weights: the weight of each word: above 0 for a good one.
    """

    name = "a list of words"

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = dict(weights)

    @classmethod
    def load(cls) -> "Model":
        """Read the model that comes with the plugin."""
        table = files("corpuskit_plumes").joinpath("data/en/weights.tsv").read_text(encoding="utf-8")
        rows = (line.split("\t") for line in table.splitlines())
        return cls({word: float(weight) for word, weight in rows})

    def predict(self, texts: Sequence[str]) -> list[list[Prediction]]:
        """Give what is in each of several texts, in their order."""
        return [list(self._found(text)) for text in texts]

    def _found(self, text: str) -> Iterator[Prediction]:
        for match in re.finditer(r"\w+", text):
            weight = self._weights.get(match[0].lower())
            if weight is not None:
                kind = "good" if weight > 0 else "bad"
                yield Prediction(*match.span(), kind, 1 / (1 + math.exp(-abs(weight))))
