"""Text in the public domain, made from what packages carry, and labelled by another model."""
