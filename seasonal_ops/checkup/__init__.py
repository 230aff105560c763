"""What is wrong with a set-up, and how to mend it: what `doctor` says, a module a subject.

Nothing here reads a setting or opens a socket: values, a session and transports are handed in.
"""
