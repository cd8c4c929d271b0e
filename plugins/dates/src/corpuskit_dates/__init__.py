"""corpuskit-dates: dates, times, durations and recurrences in English text, with TIMEX3 values."""
