"""Sources that clients send to: their write keys and settings; ids of events that are kept for a time only."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "live_source",
        sa.Column("source", sa.Integer(), sa.ForeignKey("source.id"), primary_key=True),
        sa.Column("write_key", sa.String(100), nullable=False, unique=True),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )
    op.create_table(
        "inbox_cursor",
        sa.Column("source", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
    )
    with op.batch_alter_table("ids") as table:
        table.add_column(sa.Column("hour", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("ids") as table:
        table.drop_column("hour")
    op.drop_table("inbox_cursor")
    op.drop_table("live_source")
