"""How well names are found and typed: ours with intervals and how far scores can be believed, and what peers find."""
