"""The shelf of protocols: how one kind of client speaks, one a file; found by scanning."""
