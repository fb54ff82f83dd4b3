"""Accessible, fillable PDF worksheets."""
