"""Definitions of a workspace: stages, touchpoints and outcome as rules over kinds, their history and their YAML."""
