"""Exports: the events of the log as files that other tools read."""
