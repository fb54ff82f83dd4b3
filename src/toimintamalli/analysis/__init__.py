"""Pure functions over the model: what follows from its values.

Nothing here reads a file, asks the clock or changes a model.
"""
