"""9 Audit: who changed what, when, and the way back."""
