CREATE TABLE events
(
    customer   UInt32,
    time       UInt64,
    kind       UInt8,
    touchpoint UInt8,
    channel    UInt8
)
ENGINE = MergeTree
ORDER BY (customer, time)
