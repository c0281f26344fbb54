"""The tables of the records database."""

import sqlalchemy as sa

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

setting = sa.Table(
    "setting",
    METADATA,
    sa.Column("key", sa.String(100), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

# --- The manifest of the store: a version is the rows with born <= version and (died is null or died > version).

state = sa.Table(
    "state",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("settle", sa.BigInteger, nullable=False),
    sa.Column("arrival", sa.BigInteger, nullable=False),
    sa.Column("cursor", sa.BigInteger, nullable=False),
)


def _file_columns() -> list[sa.Column[object]]:
    """Columns of every table that names files: the file, its size and checksum, and the versions it lives in."""
    return [
        sa.Column("file", sa.String(200), primary_key=True),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("crc", sa.BigInteger, nullable=False),
        sa.Column("born", sa.BigInteger, nullable=False),
        sa.Column("died", sa.BigInteger, nullable=True),
    ]


segment = sa.Table(
    "segment",
    METADATA,
    *_file_columns(),
    sa.Column("level", sa.Integer, nullable=False),  # -1 = base
    sa.Column("bits", sa.Integer, nullable=False),  # the range: customers whose first `bits` bits are `prefix`
    sa.Column("prefix", sa.BigInteger, nullable=False),
    sa.Column("first", sa.BigInteger, nullable=False),  # settles held: first..last
    sa.Column("last", sa.BigInteger, nullable=False),
    sa.Column("customers", sa.BigInteger, nullable=False),
    sa.Column("events", sa.BigInteger, nullable=False),
    sa.Column("oldest", sa.BigInteger, nullable=True),
    sa.Column("newest", sa.BigInteger, nullable=True),
)

log = sa.Table(
    "log",
    METADATA,
    *_file_columns(),
    sa.Column("settle", sa.BigInteger, nullable=False),
    sa.Column("source", sa.Integer, nullable=False),
    sa.Column("first", sa.BigInteger, nullable=False),  # arrival of its first row
    sa.Column("rows", sa.BigInteger, nullable=False),
)

ids = sa.Table(
    "ids",
    METADATA,
    *_file_columns(),
    sa.Column("source", sa.Integer, nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("hour", sa.BigInteger, nullable=True),  # of a live source: when they settled, hours since 1970
)

change = sa.Table(
    "change",
    METADATA,
    *_file_columns(),
    sa.Column("settle", sa.BigInteger, nullable=False),
)

follower = sa.Table(
    "follower",
    METADATA,
    sa.Column("name", sa.String(100), primary_key=True),
    sa.Column("cursor", sa.BigInteger, nullable=False),
)

kind = sa.Table(
    "kind",
    METADATA,
    sa.Column("code", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("surface", sa.Text, nullable=False),
    sa.Column("actor", sa.String(20), nullable=False),
)

dimension = sa.Table(
    "dimension",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("type", sa.String(20), nullable=False),  # string | number | boolean
    sa.Column("declared", sa.Boolean, nullable=False),  # False: kept in the log only
    sa.Column("trait", sa.Boolean, nullable=False),  # never differs within one customer
)

dimension_value = sa.Table(
    "dimension_value",
    METADATA,
    sa.Column("dimension", sa.ForeignKey("dimension.id"), primary_key=True),
    sa.Column("code", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
)

# --- What came in, and what did not.

source = sa.Table(
    "source",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),  # running | done | cancelled | failed | interrupted | undone
    sa.Column("mapping", sa.Text, nullable=False),
    sa.Column("events", sa.BigInteger, nullable=False, default=0),
    sa.Column("customers", sa.BigInteger, nullable=False, default=0),
    sa.Column("rejected", sa.BigInteger, nullable=False, default=0),
    sa.Column("skipped", sa.BigInteger, nullable=False, default=0),
    sa.Column("seconds", sa.Float, nullable=False, default=0.0),
    sa.Column("started", sa.String(40), nullable=False),
    sa.Column("error", sa.Text, nullable=True),
    sqlite_autoincrement=True,
)

rejected = sa.Table(
    "rejected",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source", sa.ForeignKey("source.id"), nullable=False, index=True),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("line", sa.BigInteger, nullable=False),
    sa.Column("reason", sa.String(40), nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("raw", sa.Text, nullable=False),
)

# --- What people write.

definition = sa.Table(
    "definition",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("parent", sa.Integer, nullable=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("why", sa.Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

definition_head = sa.Table(
    "definition_head",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("definition", sa.ForeignKey("definition.id"), nullable=False),
)

#: Customers chosen one by one; ``codes`` uint64 ascending, little-endian. Rules ask for them: in list "NAME".
customer_list = sa.Table(
    "customer_list",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("codes", sa.LargeBinary, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
)

audience = sa.Table(
    "audience",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sqlite_autoincrement=True,
)

#: A source that clients send to with a write key, and how it takes what they send (JSON).
live_source = sa.Table(
    "live_source",
    METADATA,
    sa.Column("source", sa.ForeignKey("source.id"), primary_key=True),
    sa.Column("write_key", sa.String(100), nullable=False, unique=True),
    sa.Column("settings", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
)

#: Of each source, up to where the inbox is settled, while that is more than the store's state says of all.
inbox_cursor = sa.Table(
    "inbox_cursor",
    METADATA,
    sa.Column("source", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("cursor", sa.BigInteger, nullable=False),
)

# --- Identity: of keys that are linked, whose they are. Codes are those of the store, as integers with a sign.

identity_key = sa.Table(
    "identity_key",
    METADATA,
    sa.Column("code", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("written", sa.Text, nullable=False),
    sa.Column("root", sa.BigInteger, nullable=False, index=True),  # the customer
    sa.Column("cluster", sa.BigInteger, nullable=False, index=True),  # what is looked at together
    sa.Column("shared", sa.String(20), nullable=False),  # why it links nothing: crowded, bridging; empty: it links
)

identity_link = sa.Table(
    "identity_link",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("a", sa.BigInteger, nullable=False),  # the lesser code of the two
    sa.Column("b", sa.BigInteger, nullable=False, index=True),
    sa.Column("rule", sa.String(20), nullable=False),
    sa.Column("at_ms", sa.BigInteger, nullable=False),
    sa.Column("source", sa.Integer, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.UniqueConstraint("a", "b", "rule"),
    sqlite_autoincrement=True,
)
