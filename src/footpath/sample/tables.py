"""The Parquet files beside ``truth.json``: what is true of every customer, key, experience and visit."""

import numpy as np
import pyarrow as pa

from footpath.sample import assortment
from footpath.sample.clock import END_MS
from footpath.sample.keys import households, keys, used
from footpath.sample.kinds import KINDS
from footpath.sample.ledger import Felt
from footpath.sample.simulate import customer_names
from footpath.sample.telling import Shop, Told

_MOMENT = pa.timestamp("ms", "UTC")

FILES = {
    "people.parquet": "a customer: true persona, the CRM's, shared household, patience",
    "keys.parquet": "a key and a customer whose it is; a shared one stands there once for each",
    "experiences.parquet": "a customer who came to the point of an experience: when, and whether it happened",
    "feelings.parquet": "a visit to a touchpoint where one can be asked: the feeling, and whether it was answered",
}


def tables(shop: Shop, told: Told) -> dict[str, pa.Table]:
    """The rows of a block for each of ``FILES``."""
    names = customer_names(told.first, len(told.people))
    found = used(told, keys(shop, told))
    return {
        "people.parquet": _people(shop, told, names),
        "keys.parquet": found.drop_columns("who").append_column("customer", names.take(found["who"].combine_chunks())),
        "experiences.parquet": _experiences(told, names),
        "feelings.parquet": _feelings(told.ledger.felt(), names),
    }


def _people(shop: Shop, told: Told, names: pa.Array) -> pa.Table:
    people = told.people
    shares, household = households(shop, told)
    personas = pa.array([entry.name for entry in assortment.PERSONAS])
    return pa.table(
        {
            "customer": names,
            "persona": personas.take(pa.array(people.persona)),
            "crm_persona": personas.take(pa.array(people.segment)),
            "household": pa.array(household, mask=~shares),
            "patience": pa.array(people.patience),
        }
    )


def _experiences(told: Told, names: pa.Array) -> pa.Table:
    parts = [
        {
            "customer": names.take(pa.array(part.rows)),
            "experience": pa.repeat(name, len(part.rows)),
            "time": pa.array(part.moment, _MOMENT),
            "happened": pa.array(part.happened),
        }
        for name, part in told.ledger.experiences.items()
    ]
    return pa.concat_tables([pa.table(part) for part in parts])


def _feelings(felt: Felt, names: pa.Array) -> pa.Table:
    mine = np.flatnonzero(felt.time < END_MS)
    kind = pa.array(felt.kind[mine])
    return pa.table(
        {
            "customer": names.take(pa.array(felt.rows[mine])),
            "time": pa.array(felt.time[mine], _MOMENT),
            "touchpoint": pa.array([entry.name for entry in KINDS]).take(kind),
            "channel": pa.array([entry.channel for entry in KINDS]).take(kind),
            "feeling": pa.array(felt.feeling[mine]),
            "answered": pa.array(felt.answered[mine]),
        }
    )
