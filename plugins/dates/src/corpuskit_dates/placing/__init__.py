"""Where an expression lies in the calendar, by the document's date, the tense and what was mentioned."""
