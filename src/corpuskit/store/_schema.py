"""The tables of a store, and how a file says that it is one."""

__all__ = ["APPLICATION_ID", "CREATE", "INDEXES", "TOKENIZER", "VERSION"]

APPLICATION_ID = 0x636B6974
"""What SQLite's ``PRAGMA application_id`` says of a store: ``ckit``."""

VERSION = 1
"""The version of the schema, in ``PRAGMA user_version``; it grows when an older reader would misread a newer store."""

TOKENIZER = "unicode61 remove_diacritics 2"
"""Words are runs of letters and digits, without regard to case and accents; every other character divides them."""

CREATE = f"""
CREATE TABLE documents (
    doc INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    date TEXT,
    language TEXT,
    digest BLOB NOT NULL,
    metadata TEXT NOT NULL,
    sources TEXT NOT NULL,
    failures TEXT NOT NULL,
    extra TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX documents_date ON documents (date);
CREATE TABLE layers (
    label TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    variants TEXT NOT NULL,
    UNIQUE (name, variants)
);
CREATE TABLE annotations (
    doc INTEGER NOT NULL REFERENCES documents (doc),
    label TEXT NOT NULL,
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    kind TEXT,
    name INTEGER REFERENCES names (id),
    chain INTEGER,
    earliest TEXT,
    latest TEXT,
    low REAL,
    high REAL,
    unit TEXT,
    score REAL,
    source INTEGER,
    parts TEXT,
    value TEXT,
    PRIMARY KEY (doc, label, n)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE documents_fts USING fts5 (
    text, content="documents", content_rowid="doc", tokenize="{TOKENIZER}"
);
CREATE VIRTUAL TABLE names_fts USING fts5 (
    name, variants, content="names", content_rowid="id", tokenize="{TOKENIZER}"
);
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {VERSION};
"""
"""The statements that make a new store."""

INDEXES = {
    "annotations_name": "(name, label) WHERE name IS NOT NULL",
    "annotations_time": "(earliest, latest) WHERE earliest IS NOT NULL",
    "annotations_low": "(low, unit) WHERE low IS NOT NULL",
    "annotations_high": "(high, unit) WHERE high IS NOT NULL",
}
"""The indexes of annotations by name. They are made when all documents are in, as sorting once is quicker than putting
each row into its place; where they are not yet, a search asks every document."""
