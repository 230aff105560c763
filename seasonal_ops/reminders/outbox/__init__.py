"""What a person sees of reminders and does with them: previews, history, trays, hold and release."""
