"""Excel workbooks for practice models."""
