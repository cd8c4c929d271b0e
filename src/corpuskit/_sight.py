"""What an extractor may see of a document: the layers that it declares, and a refusal of any other."""

from collections.abc import Mapping, Sequence

from ._layer import AnnotationSet
from ._rows import Rows
from .errors import UndeclaredLayer, nearest

__all__ = ["Sight"]


class Sight:
    """The layers that an extractor declares, and sets of annotations that have no others.

    Args:
        extractor: what errors call it.
        makes: the layers that it provides.
        requires: the layers that it needs.
        after: the layers that it uses where they are there.
    """

    def __init__(self, extractor: str, makes: Sequence[str], requires: Sequence[str], after: Sequence[str]) -> None:
        self.extractor = extractor
        self.makes = tuple(makes)
        self.requires = tuple(requires)
        self.after = tuple(after)
        self.labels = tuple(sorted({*requires, *after}))
        self.nothing = _Seen(self, {})

    def of(self, layers: Mapping[str, Rows]) -> AnnotationSet:
        """Give the annotations of a document in those of its layers that are declared."""
        seen = {label: layers[label] for label in self.labels if label in layers} if layers else {}
        return _Seen(self, seen) if seen else self.nothing

    def refusal(self, label: str) -> UndeclaredLayer:
        """Give the error for a layer that is asked for and not declared."""
        names = {"requires": self.requires, "after": self.after}
        declared = ", ".join(f"{name}={layers!r}" for name, layers in names.items() if layers) or "none"
        message = f"{self.extractor} asks for the layer {label!r}, which it does not declare (declared: {declared})"
        return UndeclaredLayer(f"{message}; {self._advice(label)}", layer=label, extractor=self.extractor)

    def _advice(self, label: str) -> str:
        if label in self.makes:
            return "it makes that layer itself, and sees none of what was found for it before"
        near = nearest(label, self.labels)
        if near is not None:
            return f"is it {near!r}? Write both alike"
        return f"name it in requires=({label!r},), or in after=({label!r},) where it does without"


class _Seen(AnnotationSet):
    """The annotations that an extractor may see. What is made of them by hand is an ordinary set."""

    def __init__(self, sight: Sight, layers: Mapping[str, Rows]) -> None:
        self._layers = layers
        self._sight = sight

    def _absent(self, label: str) -> AnnotationSet:
        if label not in self._sight.labels:
            raise self._sight.refusal(label)
        return super()._absent(label)

    def with_label(self, *labels: str) -> AnnotationSet:
        for label in labels:
            self._absent(label)
        return super().with_label(*labels)
