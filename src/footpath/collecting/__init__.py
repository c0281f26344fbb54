"""Collecting: what arrives, from files or clients, becomes settled events; what cannot is kept with its reason."""
