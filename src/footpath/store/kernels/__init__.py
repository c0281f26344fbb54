"""Compiled loops over contiguous arrays; beside each stands a plain-Python oracle in the tests."""
