"""The store: log, segments, manifest, dictionaries; how new events join whole customers."""
