"""What the words and expressions beside an expression make of it."""
