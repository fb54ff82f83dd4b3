"""The format keeps the contract of all exporters."""

from toimintamalli.testing import ExporterContract


class TestWord(ExporterContract):
    format = "word"
    variants = ({"guidance": True, "evaluations": False},)
