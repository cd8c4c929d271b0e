"""Titles and roles: what stands around names and says who bears them."""
