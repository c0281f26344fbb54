"""The analyses: each folds whole journeys into a partial answer; partial answers add."""
