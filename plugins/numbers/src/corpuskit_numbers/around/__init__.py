"""What stands around a number: modifiers, what is counted, and what shows that it is none."""
