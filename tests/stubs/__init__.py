"""Other systems, as they behave on good days and bad ones, served on loopback."""
