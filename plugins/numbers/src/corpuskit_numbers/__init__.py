"""Numbers and quantities in English text: exact values, units, ranges and what is counted.

The extractor is :class:`corpuskit_numbers.extract.NumberExtractor`, its options are
:class:`corpuskit_numbers.config.NumberConfig`; neither is imported before it is used.
"""
