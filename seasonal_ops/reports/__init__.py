"""Reports: one evaluation, or one month, as a paper for its readers."""
