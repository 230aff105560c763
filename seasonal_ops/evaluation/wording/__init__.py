"""What may be said: plain words first, figures behind (pure). A module a formula."""
