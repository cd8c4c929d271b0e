"""How well quotations and their speakers are found, with intervals and how far scores can be believed, beside peers."""
