"""The wording of descriptions: their sentences and words, and the phrases by which they are judged.

What is told of a wording is for `toimintamalli.checks`; how far a description has come, which the
wording helps to tell, for `toimintamalli.analysis.triage`.
"""
