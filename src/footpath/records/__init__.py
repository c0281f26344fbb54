"""Records: what people write and what must be transactional, in SQLite or PostgreSQL. Never events."""
