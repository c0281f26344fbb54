"""What goes wrong where journeys are folded, apart from the files themselves."""


class EngineError(Exception):
    """An engine that cannot fold: not installed, not reached, or its workers cannot; the message says what to do."""
