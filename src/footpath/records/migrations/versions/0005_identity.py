"""Identity: keys that are linked, and the links."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identity_key",
        sa.Column("code", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("root", sa.BigInteger(), nullable=False, index=True),
        sa.Column("cluster", sa.BigInteger(), nullable=False, index=True),
        sa.Column("shared", sa.String(20), nullable=False),
    )
    op.create_table(
        "identity_link",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("a", sa.BigInteger(), nullable=False),
        sa.Column("b", sa.BigInteger(), nullable=False, index=True),
        sa.Column("rule", sa.String(20), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.UniqueConstraint("a", "b", "rule"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.execute("DELETE FROM setting WHERE key = 'identity.version'")
    op.drop_table("identity_link")
    op.drop_table("identity_key")
