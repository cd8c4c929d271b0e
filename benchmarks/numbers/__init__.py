"""How well numbers are found, valued and given units: ours with intervals, and beside it what peers find."""
