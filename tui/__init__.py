"""The terminal door: what a lead sees. Imports nothing until `tui.app` is asked for."""
