"""Recognition: which column says who, when and what, and how its cells are written; with reasons, never silently."""
