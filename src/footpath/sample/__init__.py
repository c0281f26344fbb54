"""A believable omnichannel shop: seeded journeys for the demo, for tests, and for whoever has no file at hand."""

from footpath.sample.simulate import simulate

__all__ = ["simulate"]
