"""Which words are names, and of which type: a network over word vectors, and a chain of labels."""
