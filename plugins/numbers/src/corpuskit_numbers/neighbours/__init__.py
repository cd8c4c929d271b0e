"""What may stand beside numbers, and what two of them make together."""
