"""One activity: what is said of it, and the keys that change it."""
