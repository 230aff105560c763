"""What a message says, and on what letterhead.

From rows (`lettering`, `surroundings`) to words (`wording`, `paragraphs`), in order and without what may not
leave the house (`entries`, `redacted`), through templates (`letterhead`, `sandbox`) to a message
(`composing`).
"""
