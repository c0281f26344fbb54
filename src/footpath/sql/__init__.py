"""Ask in SQL: the journeys and the log of one snapshot as tables of DuckDB, for questions that read."""
