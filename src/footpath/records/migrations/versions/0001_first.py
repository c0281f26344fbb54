"""The first tables: manifest, dictionaries, sources, rejected rows, definitions, audiences."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audience",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audience"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change",
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("crc", sa.BigInteger(), nullable=False),
        sa.Column("born", sa.BigInteger(), nullable=False),
        sa.Column("died", sa.BigInteger(), nullable=True),
        sa.Column("settle", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("file", name="pk_change"),
    )
    op.create_table(
        "definition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_definition"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dimension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("trait", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dimension"),
        sa.UniqueConstraint("name", name="uq_dimension_name"),
    )
    op.create_table(
        "follower",
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_follower"),
    )
    op.create_table(
        "ids",
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("crc", sa.BigInteger(), nullable=False),
        sa.Column("born", sa.BigInteger(), nullable=False),
        sa.Column("died", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("file", name="pk_ids"),
    )
    op.create_table(
        "kind",
        sa.Column("code", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_kind"),
    )
    op.create_table(
        "log",
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("crc", sa.BigInteger(), nullable=False),
        sa.Column("born", sa.BigInteger(), nullable=False),
        sa.Column("died", sa.BigInteger(), nullable=True),
        sa.Column("settle", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("file", name="pk_log"),
    )
    op.create_table(
        "segment",
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("crc", sa.BigInteger(), nullable=False),
        sa.Column("born", sa.BigInteger(), nullable=False),
        sa.Column("died", sa.BigInteger(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("bits", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.BigInteger(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("customers", sa.BigInteger(), nullable=False),
        sa.Column("events", sa.BigInteger(), nullable=False),
        sa.Column("oldest", sa.BigInteger(), nullable=True),
        sa.Column("newest", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("file", name="pk_segment"),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("events", sa.BigInteger(), nullable=False),
        sa.Column("customers", sa.BigInteger(), nullable=False),
        sa.Column("rejected", sa.BigInteger(), nullable=False),
        sa.Column("skipped", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("started", sa.String(40), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("settle", sa.BigInteger(), nullable=False),
        sa.Column("arrival", sa.BigInteger(), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_state"),
    )
    op.create_table(
        "definition_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "definition",
            sa.Integer(),
            sa.ForeignKey("definition.id", name="fk_definition_head_definition_definition"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_definition_head"),
    )
    op.create_table(
        "dimension_value",
        sa.Column(
            "dimension",
            sa.Integer(),
            sa.ForeignKey("dimension.id", name="fk_dimension_value_dimension_dimension"),
            nullable=False,
        ),
        sa.Column("code", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("dimension", "code", name="pk_dimension_value"),
    )
    op.create_table(
        "rejected",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Integer(),
            sa.ForeignKey("source.id", name="fk_rejected_source_source"),
            nullable=False,
        ),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rejected"),
    )
    op.create_index("ix_rejected_source", "rejected", ["source"])


def downgrade() -> None:
    for table in (
        "rejected",
        "dimension_value",
        "definition_head",
        "state",
        "source",
        "setting",
        "segment",
        "log",
        "kind",
        "ids",
        "follower",
        "dimension",
        "definition",
        "change",
        "audience",
    ):
        op.drop_table(table)
