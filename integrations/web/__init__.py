"""The web server: calendar feeds and whether it is well. `app` answers, `server` listens."""
