"""corpuskit-entities: people, organisations, places and groups, with the chains of their names."""
