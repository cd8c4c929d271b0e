"""The small words and abbreviations that stand in names."""

__all__ = ["ABBREVIATED", "HYPHENATED", "LINKS", "PARTICLES"]

PARTICLES = frozenset(
    "al el ad ar as ash an at az bin bint ibn ben abu von van der den ter ten de del della di da dos das "  # noqa: SIM905 - words read better in a row
    "du la le".split()
)
"""Small words that a name may begin with."""

HYPHENATED = frozenset(["ad", "ar", "as", "ash", "an", "at", "az"])
"""Those that do so only before a hyphen."""

LINKS = ("of", "for", "and", "the", "on", "&", "y", "e", "und", "et", "do", "des", "lo", "los", "las")
"""Small words that stand only inside a name."""

ABBREVIATED = "St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Brig|Cmdr|Rep|Sen|Gov|Rev|Hon|Prof|Pres"
ABBREVIATED += "|Md|Mohd|Sh|Fr|Dept|Univ|Supt|Insp|Sec|Min|Amb|Messrs"
