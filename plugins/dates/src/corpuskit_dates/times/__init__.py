"""The calendar, and how TIMEX3 writes what lies in it."""
