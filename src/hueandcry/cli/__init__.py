"""The commands: thin, each in its own module."""
