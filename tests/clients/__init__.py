"""Calendar programs of other people, as users run them, and the program whose feeds they read."""
