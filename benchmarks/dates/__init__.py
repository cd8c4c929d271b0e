"""How well dates are found and valued: ours with intervals, and beside it what peers find in the same texts."""
