"""What digits, number words, units and currencies are worth."""
