CREATE TABLE events AS
SELECT customer::UINTEGER AS customer, time::BIGINT AS time, kind::UTINYINT AS kind,
    touchpoint::UTINYINT AS touchpoint, channel::UTINYINT AS channel
FROM read_parquet($files)
