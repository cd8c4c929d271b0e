"""How fast it is: one run on one machine, against the limits and against peers."""
