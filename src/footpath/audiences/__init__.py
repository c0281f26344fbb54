"""Audiences: rules over traits, properties and events, and which customers they hold."""
