"""How good annotations are, against gold, against each other, and as people judge them."""
