"""What a match says, by its own words."""
