"""Which dimensions are traits: those that never differ within one customer."""

import sqlalchemy as sa

from footpath.records import tables
from footpath.store.kernels.merging import varies
from footpath.store.snapshot import ranges
from footpath.store.store import Store


def find_traits(store: Store) -> None:
    """Look at every declared dimension and note whether it is a trait. One pass over its column, and it is exact."""
    with store.locked("writer"):
        snapshot = store.snapshot()
        for dimension in snapshot.dictionaries.declared:
            trait = True
            for part in ranges(snapshot.manifest):
                merged = snapshot.merged(part)
                if varies(merged.offsets, store.kept.column(part, merged, dimension.column)):
                    trait = False
                    break
            if trait != dimension.trait:
                with store.database.transaction() as connection:
                    chosen = tables.dimension.c.id == dimension.id
                    connection.execute(sa.update(tables.dimension).where(chosen).values(trait=trait))
                dimension.trait = trait
        store.forget_dictionaries()
