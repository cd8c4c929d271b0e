"""Chains: which mentions of a document name the same entity, and by which name it goes."""
