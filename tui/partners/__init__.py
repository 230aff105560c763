"""4 Partners: who is assigned, late, silent, overloaded."""
