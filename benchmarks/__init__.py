"""What corpuskit costs, measured in CPU seconds, in ratios of one run."""
