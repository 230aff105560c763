"""6 Compare: what changed against last year, and how sure that is."""
