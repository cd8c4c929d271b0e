"""Documents without names, and the key that gives the names back.

A :class:`Redactor` replaces the mentions of entities in a text and rewrites what else would tell them; :func:`restore`
makes the document again that it was. What redaction does not promise is said on the page about it.
"""

from ._key import Key
from ._key_file import KeyFile, writing_key
from ._leaks import Leak
from ._mentions import REPEATS
from ._redactor import IDS, METADATA_POLICIES, NESTED, SCOPES, Redacted, Redactor
from ._restoring import restore
from ._template import FIELDS, Entity, Template

__all__ = [
    "FIELDS",
    "IDS",
    "METADATA_POLICIES",
    "NESTED",
    "REPEATS",
    "SCOPES",
    "Entity",
    "Key",
    "KeyFile",
    "Leak",
    "Redacted",
    "Redactor",
    "Template",
    "restore",
    "writing_key",
]
