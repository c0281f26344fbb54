"""Alembic's entry: runs the revisions on the connection that ``Database.migrate`` hands over."""

from alembic import context

from footpath.records.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
