"""Steps and rules over small files: each against what a person would write down."""

from datetime import UTC, datetime

import pytest

from footpath.collecting.importers._importer import Unreadable

ORDERS = """
    id,who,bought,delivered,promised
    1,anna,2024-03-01 10:00:00,2024-03-05 12:00:00,2024-03-04 00:00:00
    2,bob,2024-03-02 10:00:00,,2024-03-04 00:00:00
    3,anna,2024-03-03 10:00:00,2024-03-04 12:00:00,2024-03-06 00:00:00
"""


def _ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def test_one_row_becomes_several_events_and_a_computed_column_a_property(read) -> None:
    events, rejected = read(
        """
        tables:
          orders:
            file: orders.csv
            steps:
              - columns: {late: delivered > promised}
        events:
          - {from: orders, event: =Bought, customer: who, time: bought, properties: [id]}
          - {from: orders, event: =Delivered, customer: who, time: delivered, optional: true, properties: [late]}
        """,
        orders=ORDERS,
    )
    assert [(e["name"], e["customer"], e["time"], e["properties"]) for e in events] == [
        ("Bought", "anna", _ms("2024-03-01 10:00"), {"id": 1}),
        ("Bought", "bob", _ms("2024-03-02 10:00"), {"id": 2}),
        ("Bought", "anna", _ms("2024-03-03 10:00"), {"id": 3}),
        ("Delivered", "anna", _ms("2024-03-05 12:00"), {"late": True}),
        ("Delivered", "anna", _ms("2024-03-04 12:00"), {"late": False}),
    ]
    assert rejected == []


def test_a_time_that_is_not_optional_rejects_its_row_once_with_the_row_as_written(read) -> None:
    events, rejected = read(
        """
        tables: {orders: {file: orders.csv}}
        events:
          - {from: orders, event: =Delivered, customer: who, time: delivered}
          - {from: orders, event: =Unpacked, customer: who, time: {at: delivered, plus: "1", unit: hour}}
        """,
        orders=ORDERS,
    )
    assert len(events) == 4
    assert [(one.line, one.reason, one.raw) for one in rejected] == [
        (3, "no_time", "2,bob,2024-03-02 10:00:00,,2024-03-04 00:00:00")
    ]


def test_a_join_takes_columns_and_sums_of_another_table(read) -> None:
    events, _ = read(
        """
        tables:
          lines: {file: lines.csv}
          people: {file: people.csv}
          orders:
            file: orders.csv
            steps:
              - {join: lines, on: {id: order}, columns: {paid: SUM(price * pieces), lines: COUNT(*)}}
              - {join: people, on: {who: name}, columns: [country]}
            traits: [country]
        events:
          - {from: orders, event: =Bought, customer: who, time: bought, value: paid, properties: [lines]}
        """,
        orders=ORDERS,
        lines="order,price,pieces\n1,2.5,2\n1,1,1\n3,10,1\n",
        people="name,country\nanna,PL\n",
    )
    assert [(e["value"], e["properties"]) for e in events] == [
        (6.0, {"lines": 2, "country": "PL"}),
        (None, {}),
        (10.0, {"lines": 1, "country": "PL"}),
    ]


def test_a_join_with_several_rows_of_a_key_asks_which(read) -> None:
    recipe = """
        tables:
          notes: {file: notes.csv}
          orders: {file: orders.csv, steps: [{join: notes, on: id%s}]}
        events: [{from: orders, event: note, customer: who, time: bought, properties: []}]
        """
    notes = "id,note\n1,a\n1,b\n2,c\n3,d\n"
    with pytest.raises(Unreadable, match="several rows of one key, e.g. 1. Say `take: first`"):
        read(recipe % "", orders=ORDERS, notes=notes)
    for take, names in (("first", ["a", "c", "d"]), ("last", ["b", "c", "d"]), ("every", ["a", "b", "c", "d"])):
        events, _ = read(recipe % f", take: {take}", orders=ORDERS, notes=notes)
        assert [event["name"] for event in events] == names


def test_a_list_in_a_cell_is_split_and_a_row_repeated(read) -> None:
    events, _ = read(
        """
        tables:
          paths:
            file: paths.csv
            steps:
              - repeat: journeys
              - columns: {who: "_row || '-' || _copy"}
              - {split: path, by: ">"}
        events:
          - {from: paths, event: =Contact, customer: who, channel: path, properties: [],
             time: {at: =2024-01-01, plus: _part, unit: hour}}
        """,
        paths="path,journeys\nad > mail,2\nshop,0\nmail,1\n",
    )
    assert [(e["customer"], e["channel"], e["time"]) for e in events] == [
        ("1-1", "ad", _ms("2024-01-01 01:00")),
        ("1-1", "mail", _ms("2024-01-01 02:00")),
        ("1-2", "ad", _ms("2024-01-01 01:00")),
        ("1-2", "mail", _ms("2024-01-01 02:00")),
        ("3-1", "mail", _ms("2024-01-01 01:00")),
    ]


def test_rows_of_one_key_become_one_event_whatever_the_batches(read) -> None:
    recipe = """
        tables:
          lines:
            file: lines.csv
            steps:
              - {reject: "who IS NULL OR who = ''", reason: no_customer, because: The till knows no guests.}
              - {per: [bill, who], columns: {at: MIN(at), total: SUM(price), lines: COUNT(*)}}
        events:
          - {from: lines, event: =Bill, customer: who, time: at, value: total, properties: [bill, lines]}
        """
    lines = """
        bill,who,at,price
        7,anna,2024-01-02 09:01:00,3
        8,,2024-01-02 09:02:00,1
        7,anna,2024-01-02 09:00:00,4
        9,bob,2024-01-02 09:03:00,5
    """
    for batch_rows in (1, 2, 100):
        events, rejected = read(recipe, batch_rows, lines=lines)
        assert [(e["customer"], e["time"], e["value"], e["properties"]) for e in events] == [
            ("anna", _ms("2024-01-02 09:00"), 7.0, {"bill": 7, "lines": 2}),
            ("bob", _ms("2024-01-02 09:03"), 5.0, {"bill": 9, "lines": 1}),
        ]
        assert [(one.line, one.reason, one.detail, one.raw) for one in rejected] == [
            (3, "no_customer", "The till knows no guests.", "8,,2024-01-02 09:02:00,1")
        ]


def test_months_are_those_of_the_calendar(read) -> None:
    events, rejected = read(
        """
        timezone: Europe/Warsaw
        tables: {people: {file: people.csv}}
        events:
          - {from: people, event: =Signed, customer: who, time: {at: =2024-03-31, plus: -months, unit: month}}
        """,
        people="who,months\na,1\nb,12\nc,0\nd,\n",
    )
    warsaw = [datetime.fromtimestamp(e["time"] / 1000, UTC).isoformat() for e in events]
    assert warsaw == ["2024-02-28T23:00:00+00:00", "2023-03-30T22:00:00+00:00", "2024-03-30T23:00:00+00:00"]
    assert [(one.line, one.reason) for one in rejected] == [(5, "bad_time")]


def test_columns_apart_by_blanks_without_a_header(read) -> None:
    events, _ = read(
        """
        tables:
          buys: {file: buys.csv, separator: spaces, header: [who, day, price], types: {day: "%Y%m%d"}}
        events: [{from: buys, event: =Purchase, customer: who, time: day, value: price}]
        """,
        buys=" 0004  19970101   2.5 \n 0021 19970118 7\n",
    )
    assert [(e["customer"], e["time"], e["value"]) for e in events] == [
        ("0004", _ms("1997-01-01"), 2.5),
        ("0021", _ms("1997-01-18"), 7.0),
    ]


def test_scores_texts_costs_and_keys_have_their_places(read) -> None:
    events, _ = read(
        """
        tables: {answers: {file: answers.csv}}
        events:
          - {from: answers, event: =Asked, customer: who, time: at, score: mark, scale: nps, text: said, cost: price,
             keys: {email: mail}, properties: []}
        """,
        answers="who,at,mark,said,price,mail\na,2024-01-01,9,Świetnie,0.2,a@example.com\nb,2024-01-01,11,,0.1,\n",
    )
    assert [(e["score"], e["scale"], e["properties"]) for e in events] == [
        (9.0, "nps", {"text": "Świetnie", "cost": 0.2, "key_email": "a@example.com"}),
        (None, None, {"cost": 0.1}),
    ]
