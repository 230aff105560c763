"""5 Evaluate: the counts of each night, beside last year's."""
