"""Recipes: how the rows of one or several files become events. Written as YAML, by hand or saved from an import."""
