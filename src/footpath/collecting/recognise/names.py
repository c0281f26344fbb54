"""Column names in many languages, by role; earlier means surer. English, Polish, Romanian, Chinese, Dutch, German."""

import re
import unicodedata

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_GAP = re.compile(r"[^a-z0-9\u3400-\u9fff]+")

NAMES: dict[str, tuple[str, ...]] = {
    "customer": tuple(
        ["case_concept_name", "customer_unique_id", "customer_id", "user_id", "client_id", "visitor_id", "full_visitor_id", "user_pseudo_id", "person_id", "contact_id", "member_id", "profile_id", "account_id", "distinct_id", "subscriber_id", "customer", "user", "client", "visitor", "person", "member", "customer_key", "customer_no", "customer_number", "customer_code", "user_key", "case_id", "patient_id", "anonymous_id", "cookie_id", "device_id", "id_klienta", "klient_id", "nr_klienta", "numer_klienta", "kod_klienta", "klient", "id_uzytkownika", "uzytkownik", "id_osoby", "osoba", "id_client", "cod_client", "client_cod", "id_utilizator", "utilizator", "cod_utilizator", "persoana", "客戶編號", "客戶代碼", "客戶id", "客戶", "客户编号", "客户代码", "客户id", "客户", "顧客", "顾客", "顧客編號", "用戶id", "用戶", "用户id", "用户", "使用者", "會員編號", "會員", "会员编号", "会员", "klant_id", "klantnummer", "klant", "klantcode", "kunden_id", "kundennummer", "kundennr", "kunden_nr", "kunde", "nutzer_id", "benutzer_id", "benutzer", "email", "e_mail", "email_address", "phone", "phone_number", "msisdn", "lead_id", "case", "respondent_id", "respondent", "resp_id", "respnum", "trace_id", "session_id", "sessionid", "visit_id", "order_id", "invoice_no", "order_number", "id"]
    ),
    "time": tuple(
        ["time_timestamp", "timestamp", "event_timestamp", "event_time", "event_datetime", "datetime", "date_time", "occurred_at", "occurred", "original_timestamp", "time", "ts", "event_date", "date", "created_at", "created", "created_on", "creation_date", "invoice_date", "order_date", "purchase_date", "order_purchase_timestamp", "purchase_timestamp", "transaction_date", "contact_date", "visit_date", "review_creation_date", "start_time", "start_timestamp", "start_date", "sent_at", "received_at", "interview_date", "int_date", "data_zdarzenia", "czas_zdarzenia", "data_godzina", "data_czas", "data_i_godzina", "data_i_czas", "czas", "data", "data_utworzenia", "znacznik_czasu", "data_eveniment", "data_evenimentului", "data_ora", "data_si_ora", "ora_eveniment", "moment", "data_crearii", "marca_temporala", "時間", "時間戳", "發生時間", "事件時間", "日期時間", "日期", "建立時間", "时间", "时间戳", "发生时间", "事件时间", "日期时间", "创建时间", "tijd", "tijdstip", "tijdstempel", "datum", "datum_tijd", "zeit", "zeitpunkt", "zeitstempel", "datum_zeit"]
    ),
    "event": tuple(
        ["concept_name", "event_name", "event", "activity", "event_type", "event_action", "action", "activity_name", "interaction", "touchpoint", "what", "zdarzenie", "nazwa_zdarzenia", "typ_zdarzenia", "czynnosc", "akcja", "aktywnosc", "dzialanie", "eveniment", "nume_eveniment", "tip_eveniment", "activitate", "actiune", "事件名稱", "事件", "事件類型", "動作", "行為", "活動", "事件名称", "事件类型", "动作", "行为", "活动", "gebeurtenis", "activiteit", "actie", "ereignis", "ereignis_name", "aktivitat", "aktion", "vorgang", "step", "task", "operation", "type", "page_type", "status"]
    ),
    "channel": tuple(
        ["channel", "contact_channel", "channel_name", "touch_channel", "interaction_channel", "kanal", "kanal_kontaktu", "canal", "canal_contact", "渠道", "通路", "管道", "接觸管道", "kanaal", "kontaktkanal", "platform", "medium", "contact_method", "acquisition_channel", "channel_id", "contact_channel_id", "marketing_channel"]
    ),
    "surface": tuple(
        ["page_url", "url", "page_path", "path", "page_location", "screen_name", "screen", "page_name", "page", "uri", "link", "surface", "form_name", "queue", "strona", "adres_url", "adres_strony", "ekran", "pagina", "ecran", "adresa_url", "頁面", "網址", "页面", "网址", "seite", "bildschirm", "scherm"]
    ),
    "value": tuple(
        ["value", "amount", "revenue", "price", "order_value", "total_amount", "order_total", "total_price", "grand_total", "purchase_amount", "transaction_amount", "payment_value", "total", "sales", "unit_price", "spend", "kwota", "wartosc", "cena", "przychod", "suma", "valoare", "suma", "pret", "venit", "total_comanda", "金額", "價格", "收入", "總額", "單價", "金额", "价格", "总额", "单价", "bedrag", "prijs", "omzet", "waarde", "betrag", "preis", "umsatz", "wert"]
    ),
    "score": tuple(
        ["nps", "nps_score", "net_promoter_score", "net_promoter", "likelihood_to_recommend", "recommend", "netpro", "csat", "csat_score", "satisfaction", "customer_satisfaction", "satisfaction_score", "ces", "ces_score", "customer_effort_score", "effort_score", "effort", "rating", "review_score", "score", "stars", "review_rating", "ocena", "wynik", "zadowolenie", "satysfakcja", "wysilek", "nota", "evaluare", "scor", "satisfactie", "multumire", "efort", "評分", "評價", "滿意度", "推薦度", "費力度", "评分", "评价", "满意度", "推荐度", "费力度", "beoordeling", "tevredenheid", "bewertung", "zufriedenheit"]
    ),
    "actor": tuple(["actor", "initiator", "initiated_by", "direction", "performed_by_role", "kierunek", "inicjator", "directie", "initiator", "方向", "発起者"]),
}
#: Names that decide the scale of a score by themselves.
SCALES: dict[str, tuple[str, ...]] = {
    "nps": ("nps", "promoter", "recommend", "netpro", "推薦", "推荐"),
    "csat": ("csat", "satisf", "zadowol", "satysf", "multumire", "滿意", "满意", "tevreden", "zufrieden"),
    "ces": ("ces", "effort", "wysilek", "efort", "費力", "费力"),
}
#: Words in a time column's name that tell of another moment than the event's own.
OTHER_TIMES = frozenset(
    ["birth", "dob", "deadline", "planned", "plan", "estimated", "expected", "due", "expiry", "expires", "expiration", "end", "until", "updated", "modified", "limit", "valid", "reg", "registered", "signup", "urodzenia", "termin", "planowana", "nasterii"]
)
_TIMES = frozenset(["timestamp", "date", "time", "datetime", "data", "czas", "datum", "zeit", "tijd", "ora", "at"])
CASE = "case:"


def words(name: str) -> str:
    """``customerID``, ``Customer-Id`` and ``klient ID`` as words joined by underscores, without accents."""
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _GAP.sub("_", _CAMEL.sub("_", plain).lower()).strip("_")


def likeness(name: str, role: str) -> float:
    """How surely ``name`` means ``role``, 0 to 1: the place in the list; less for a nested name's last part."""
    known = _RANKS[role]
    whole = words(name)
    for candidate, weight in ((whole, 1.0), (words(name.removeprefix(CASE)), 0.97), (words(re.split(r"[.:]", name)[-1]), 0.9)):
        rank = known.get(candidate.replace("_", ""))
        if rank is not None:
            return weight * (1 - 0.5 * rank / len(known))
    parts = set(whole.split("_"))
    if role == "time" and parts & _TIMES:
        return 0.45
    if role == "channel" and "channel" in parts:
        return 0.5
    if role == "score" and parts & {"nps", "csat", "ces", "rating"}:
        return 0.6
    return 0.0


_RANKS = {
    role: {name.replace("_", ""): rank for rank, name in reversed(list(enumerate(names)))} for role, names in NAMES.items()
}
