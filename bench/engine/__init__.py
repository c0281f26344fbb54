"""The engine's speed: the same questions to Footpath and to what people would use instead, answers compared."""
