"""The words everything else is written in: event, kind, scale, duration, stage model."""
