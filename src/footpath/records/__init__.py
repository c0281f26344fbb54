"""Records: what people write and what must be transactional, in SQLite by default and PostgreSQL by URL. Never events."""
