"""What every screen has: the lines kept on it, the list, the detail, dialogs, and how it asks for data."""
