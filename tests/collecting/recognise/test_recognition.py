"""Which column is what, and how it is written: by names in six languages, by content, by asking."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.reading import Reading, open_file


def file(tmp_path: Path, header: str, rows: Sequence[str]) -> Path:
    path = tmp_path / "file.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


def opened(tmp_path: Path, header: str, rows: Sequence[str], **more: Any) -> Reading:
    return open_file(file(tmp_path, header, rows), **more)


def times(tmp_path: Path, values: Sequence[str], name: str = "time", **more: Any) -> Reading:
    rows = [f'c{i % 3},"{value}",x' for i, value in enumerate(values)]
    return opened(tmp_path, f"customer,{name},event", rows, **more)


@pytest.mark.parametrize(
    "header",
    [
        "user_id,timestamp,event,channel,page_url,amount",
        "customerId,eventTime,eventName,contactChannel,url,totalAmount",
        "CustomerID,Event Date,Activity,Channel,Page,Price",
        "visitorid,timestamp,event,platform,path,revenue",
        "id_klienta,data_zdarzenia,zdarzenie,kanał,strona,kwota",
        "Klient,Data i godzina,Czynność,Kanał kontaktu,Adres strony,Wartość",
        "cod_client,data_evenimentului,eveniment,canal,pagina,preț",
        "utilizator,dată,acțiune,canal,ecran,sumă",
        "客戶編號,時間,事件名稱,渠道,頁面,金額",
        "用户,时间,事件,渠道,页面,价格",
        "klantnummer,tijdstip,gebeurtenis,kanaal,pagina,bedrag",
        "Kundennummer,Zeitstempel,Ereignis,Kanal,Seite,Betrag",
        "case:concept:name,time:timestamp,concept:name,case:channel,url,amount",
    ],
)
def test_names_in_six_languages(tmp_path: Path, header: str) -> None:
    rows = [f"{i % 4 + 7000},2024-01-{i % 28 + 1:02} 10:00,{'ab'[i % 2]},web,/p/{i},{i}.5" for i in range(40)]
    preview = opened(tmp_path, header, rows).preview()
    names = header.split(",")
    assert preview.mapping == dict(
        zip(["customer", "time", "event", "channel", "surface", "value"], names, strict=True)
    )
    assert preview.questions == []
    assert all(column.reason.endswith(".") for column in preview.columns)


def test_no_time_is_asked_for_and_said_how(tmp_path: Path) -> None:
    reading = opened(tmp_path, "customer,plan,churned", ["c1,a,yes", "c2,b,no"])
    preview = reading.preview()
    assert preview.time is None
    assert [question["id"] for question in preview.questions] == ["time"]
    with pytest.raises(Unreadable, match="No time column was found.*--map time=COLUMN"):
        next(reading.batches())


@pytest.mark.parametrize(
    ("values", "written", "first"),
    [
        (["2024-01-31 10:00", "2024-01-02 10:00"], "year-month-day", "2024-01-02T10:00:00.000Z"),
        (["31/01/2024", "01/02/2024"], "day/month/year", "2024-01-31T00:00:00.000Z"),
        (["01/31/2024", "02/01/2024"], "month/day/year", "2024-01-31T00:00:00.000Z"),
        (["31.01.24 8:15", "1.02.24 8:15"], "day/month/year", "2024-01-31T08:15:00.000Z"),
        (["1/31/24 8:15 PM", "2/1/24 8:15 AM"], "month/day/year", "2024-01-31T20:15:00.000Z"),
        (["1706659200", "1706745600"], "seconds since 1970", "2024-01-31T00:00:00.000Z"),
        (["1706659200000", "1706745600000"], "milliseconds since 1970", "2024-01-31T00:00:00.000Z"),
        (["1706659200000000", "1706745600000000"], "microseconds since 1970", "2024-01-31T00:00:00.000Z"),
        (["1706659200.25", "1706745600.5"], "seconds since 1970", "2024-01-31T00:00:00.250Z"),
        (["05/05/2024", "07/07/2024"], "day/month/year", "2024-05-05T00:00:00.000Z"),
    ],
)
def test_formats(tmp_path: Path, values: list[str], written: str, first: str) -> None:
    preview = times(tmp_path, values).preview()
    assert preview.time is not None
    assert (preview.time["format"], preview.time["ambiguous"], preview.questions) == (written, False, [])
    assert preview.period is not None
    assert preview.period["from"] == first


@pytest.mark.parametrize(
    "values", [["01/02/2024", "03/04/2024"], ["1.2.24 10:00", "3.4.24 11:00"], ["01-02-2024", "12-11-2024"]]
)
def test_day_or_month_is_asked_never_guessed(tmp_path: Path, values: list[str]) -> None:
    reading = times(tmp_path, values)
    preview = reading.preview()
    assert preview.time is not None
    assert preview.time["ambiguous"]
    assert [choice["format"] for choice in preview.time["choices"]] == ["dmy", "mdy"]
    assert preview.questions[0]["id"] == "time_format"
    with pytest.raises(Unreadable, match="day first or the month first"):
        next(reading.batches())


@pytest.mark.parametrize(
    ("options", "month"), [({"day_first": True}, 2), ({"day_first": False}, 1), ({"time_format": "dmy"}, 2)]
)
def test_the_answer_is_taken(tmp_path: Path, options: dict[str, Any], month: int) -> None:
    reading = times(tmp_path, ["01/02/2024", "01/02/2024", "03/04/2024"], options=options)
    preview = reading.preview()
    assert (preview.questions, preview.events[0]["time"][5:7]) == ([], f"{month:02}")
    assert sum(batch.events.num_rows for batch in reading.batches()) == 3


def test_a_later_row_decides_what_the_sample_leaves_open(tmp_path: Path) -> None:
    values = ["01/02/2024"] * 12_000 + ["02/02/2024"] * 12_000 + ["13/02/2024"]
    assert times(tmp_path, values).preview().questions == []


def test_date_and_time_of_day_apart(tmp_path: Path) -> None:
    reading = opened(tmp_path, "client,data,godzina,zdarzenie", ["a,2024-01-05,14:30,x", "b,2024-01-06,2:30 PM,y"])
    preview = reading.preview()
    assert preview.mapping["time"] == "data+godzina"
    assert [event["time"] for event in preview.events] == ["2024-01-05T14:30:00.000Z", "2024-01-06T14:30:00.000Z"]


def test_the_zone_of_the_workspace_counts_where_none_is_written(tmp_path: Path) -> None:
    values = ["2024-07-01 12:00", "2024-03-31 02:30", "2024-10-27 02:30"]
    reading = times(tmp_path, values, timezone="Europe/Warsaw")
    assert [event["time"][:16] for event in reading.preview().events] == [
        "2024-07-01T10:00", "2024-03-31T01:30", "2024-10-27T00:30",
    ]  # fmt: skip
    assert any("Europe/Warsaw" in note for note in reading.preview().notes)
    zoned = times(tmp_path, ["2024-07-01T12:00+02:00"], timezone="Asia/Taipei")
    assert zoned.preview().events[0]["time"].startswith("2024-07-01T10:00")


def test_a_pattern_of_ones_own(tmp_path: Path) -> None:
    reading = times(tmp_path, ["5|2024|31", "6|2024|1"], options={"time_format": "%m|%Y|%d"}, mapping={"time": "time"})
    assert [event["time"][:10] for event in reading.preview().events] == ["2024-05-31", "2024-06-01"]


@pytest.mark.parametrize(
    ("name", "values", "scale"),
    [
        ("nps", [0, 10, 7], "nps"),
        ("NPS score", [9, 10, 7], "nps"),
        ("csat", [1, 5, 3], "csat"),
        ("ces", [1, 7, 4], "ces"),
        ("rating", [1, 5, 4], "csat"),
        ("review_score", [1, 5, 4], "csat"),
        ("ocena", [1, 2, 5], "csat"),
        ("notă", [1, 10, 5], "nps"),
        ("評分", [1, 5, 4], "csat"),
        ("滿意度", [1, 5, 4], "csat"),
        ("score", [1, 7, 6], "ces"),
        ("score", [10, 55, 100], None),
        ("nps", [10, 55, 100], None),
    ],
)
def test_scores(tmp_path: Path, name: str, values: list[int], scale: str | None) -> None:
    rows = [f"c{i},2024-01-20,x,{value}" for i, value in enumerate(values)]
    preview = opened(tmp_path, f"customer,time,event,{name}", rows).preview()
    assert preview.score_scale == scale
    assert ("score" in preview.mapping) == (scale is not None)
    if scale:
        assert [event["score"] for event in preview.events] == values
        assert any(scale.upper() in note for note in preview.notes)


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        (["1.50", "2"], [1.5, 2]),
        (["1,50", "2,00"], [1.5, 2]),
        (["1 234,50 zł", "2,00 zł"], [1234.5, 2]),
        (["$1,234.50", "(2.00)"], [1234.5, -2]),
    ],
)
def test_amounts(tmp_path: Path, cells: list[str], amounts: list[float]) -> None:
    rows = [f'c1;2024-01-20;x;"{cell}"' for cell in cells]
    preview = opened(tmp_path, "customer;time;event;amount", rows).preview()
    assert [event["value"] for event in preview.events] == amounts


def test_a_trait_is_no_value(tmp_path: Path) -> None:
    rows = [f"c{i % 3},2024-01-{i + 1:02},x,{i % 3 * 100}" for i in range(12)]
    assert "value" not in opened(tmp_path, "customer,time,event,amount", rows).preview().mapping


def test_who_acts(tmp_path: Path) -> None:
    rows = ["c1,2024-01-20,call,inbound", "c1,2024-01-21,mail,outbound", "c1,2024-01-22,score,bot"]
    preview = opened(tmp_path, "customer,time,event,direction", rows).preview()
    assert [event["actor"] for event in preview.events] == ["customer", "company", "system"]


def test_without_an_event_column_the_file_names_the_event(tmp_path: Path) -> None:
    preview = opened(tmp_path, "customer,time", ["c1,2024-01-20"]).preview()
    assert preview.events[0]["name"] == "file"
    assert any("every row becomes the event 'file'" in note for note in preview.notes)


def test_the_mapping_of_the_user_stands(tmp_path: Path) -> None:
    rows = ["c1,p1,2024-01-20,2024-02-20,a,web,9", "c1,,2024-01-21,2024-02-21,b,app,9"]
    mapping = {"customer": "partner|customer", "time": "booked", "event": "=Order", "channel": "", "ignore": "n"}
    preview = opened(tmp_path, "customer,partner,time,booked,event,channel,n", rows, mapping=mapping).preview()
    assert [event["customer"] for event in preview.events] == ["p1", "c1"]
    assert preview.events[0]["time"].startswith("2024-02-20")
    assert {(event["name"], event["channel"]) for event in preview.events} == {("Order", None)}
    assert "n" not in preview.events[0]["properties"]
    assert {column.name: column.role for column in preview.columns}["n"] == "ignore"


@pytest.mark.parametrize(
    ("mapping", "options", "says"),
    [
        ({"customer": "custmer"}, {}, "no column 'custmer'. The nearest are: customer"),
        ({"client": "customer"}, {}, "'client' is nothing a column can be mapped to"),
        ({"time": "date+hour"}, {}, "no column 'date'"),
        ({}, {"timezone": "Mars"}, "no time zone"),
        ({}, {"scale": "stars"}, "no scale"),
        ({}, {"time_format": "soon"}, "no time format"),
        ({}, {"colour": "red"}, "no option"),
    ],
)
def test_wrong_wishes_get_a_sentence(
    tmp_path: Path, mapping: dict[str, str], options: dict[str, str], says: str
) -> None:
    with pytest.raises(Unreadable, match=says):
        opened(tmp_path, "customer,time,event", ["c1,2024-01-20,x"], mapping=mapping, options=options)


def test_a_time_column_of_no_times_is_asked_about(tmp_path: Path) -> None:
    reading = opened(tmp_path, "customer,time,event", ["c1,soon,x", "c2,later,y"], mapping={"time": "time"})
    assert "holds no times that can be read, e.g. 'soon'" in reading.preview().questions[0]["text"]


def test_a_channel_is_recognised_beside_a_time_that_was_named(tmp_path: Path) -> None:
    rows = ["a,2026-01-01T00:00:00Z,X,web", "b,2026-01-02T00:00:00Z,Y,app"]
    mapping = {"customer": "who", "time": "at", "event": "what"}
    columns = opened(tmp_path, "who,at,what,channel", rows, mapping=mapping).preview().to_dict()["columns"]
    assert {column["name"]: column["role"] for column in columns}["channel"] == "channel"
