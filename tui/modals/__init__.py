"""Questions that stand over a screen; each returns a typed result, None when it was left."""
