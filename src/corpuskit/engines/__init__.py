"""Pipelines on all cores of a machine, and on engines of tables: Arrow, Daft, Spark; each a module of its own."""
