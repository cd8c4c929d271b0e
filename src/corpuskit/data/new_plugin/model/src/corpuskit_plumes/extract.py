"""How it is found: by a model, which is given the texts of many documents at once."""

from collections.abc import Iterator, Sequence

from corpuskit.scan import Batch, Columns

from .config import PlumeConfig
from .model import Model, Prediction
from .values import PlumeValue

__all__ = ["PlumeExtractor"]


class PlumeExtractor:
    """Finds what the model says. It is made once, when the first text is read.

    Args:
        config: its options.
    """

    def __init__(self, config: PlumeConfig) -> None:
        self._config = config
        self._model = Model.load()

    def extract_batch(self, batch: Batch) -> Columns:
        """Give the annotations of all documents of a batch as columns: a row for each."""
        rows = list(self._rows(batch.texts))
        return Columns(
            "plume",
            doc=[number for number, _ in rows],
            start=[found.start for _, found in rows],
            end=[found.end for _, found in rows],
            value=[PlumeValue(found.kind, self._model.name) for _, found in rows],
            score=[found.score for _, found in rows],
        )

    def _rows(self, texts: Sequence[str]) -> Iterator[tuple[int, Prediction]]:
        """Give what is found with the number of its text."""
        size = self._config.batch_size
        for first in range(0, len(texts), size):
            for number, predictions in enumerate(self._model.predict(texts[first : first + size]), first):
                for found in predictions:
                    if found.score >= self._config.least_score:
                        yield number, found
