"""Delivery: from a model to a file, and from a file to a model, through the plugins."""
