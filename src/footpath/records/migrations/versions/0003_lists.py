"""Lists of customers, for audiences that are no rule."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customer_list",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("codes", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("customer_list")
