"""What a match says, by its own words and by what stands around it."""
