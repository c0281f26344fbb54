"""The workspace class: data in, definitions, questions, upkeep."""

import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Self

from footpath.analyses._analysis import Analysis
from footpath.collecting import imports as importing
from footpath.collecting import sources
from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.origins import origins_of_files, origins_of_recipe, read_origins
from footpath.collecting.reading import Reading, open_file
from footpath.collecting.recipes.document import write_recipe
from footpath.collecting.recipes.from_reading import recipe_of
from footpath.collecting.recognise.preview import Preview
from footpath.collecting.replay import Wanted, replay, told
from footpath.definitions import edit, templates, yaml
from footpath.definitions.history import History
from footpath.definitions.model import Definitions
from footpath.exporting import export as exporting
from footpath.exporting.export import Exported
from footpath.exporting.exporters import for_file
from footpath.identity.ledger import Ledger
from footpath.store import compact as compacting
from footpath.store import rebuild as rebuilding
from footpath.store import verify as verifying
from footpath.store.backfill import backfill
from footpath.store.dimensions import find_traits
from footpath.store.engines._engine import Engine
from footpath.store.objects import Published, Told
from footpath.store.store import Store
from footpath.vocabulary.said import joined, say
from footpath.workspace import people, saving
from footpath.workspace.arriving import Arriving
from footpath.workspace.asking import Asking, no_cancel, period_row, snapshot_row
from footpath.workspace.dictionary import EventDictionary
from footpath.workspace.engines import engine_of
from footpath.workspace.folder import Settings, WorkspaceError, make_folder, open_records, upgrade_folder
from footpath.workspace.identity import Identity
from footpath.workspace.lists import CustomerLists
from footpath.workspace.live import LiveSources
from footpath.workspace.members import Cell, customers_in
from footpath.workspace.proposing import proposed
from footpath.workspace.recipes import incoming, of_file, paths_of, recipe_reading
from footpath.workspace.recovery import inboxes_put_aside, only_import, recover
from footpath.workspace.result import Result
from footpath.workspace.scope import Period, Scope
from footpath.workspace.sql import Sql
from footpath.workspace.status import status_of

SAMPLE = "A made-up shop"
OnProgress = Callable[[importing.Progress], None]


class Workspace:
    """One company's data and definitions in a folder. Safe to use from several threads."""

    def __init__(self, root: Path, settings: Settings, store: Store, ledger: Ledger) -> None:
        self.root = root
        self.settings = settings
        self._store = store
        self._ledger = ledger
        self._history = History(store.database)
        self._asking = Asking(settings.timezone)
        #: Customers by their keys or behind a number, for rules: in list "NAME".
        self.lists = CustomerLists(store, self._asking, self._history.current)
        #: Whose keys are: merged, split and explained.
        self.identity = Identity(store, ledger)
        #: The newest events, as they settle.
        self.arriving = Arriving(store)
        #: What clients send to with a write key, while a server takes it in.
        self.sources = LiveSources(store.database)
        #: Every kind with its volume and properties, and what rules over kinds fit.
        self.dictionary = EventDictionary(store, self._asking, self._history.current)
        #: Questions in SQL over journeys, log and definitions: ``ws.sql("SELECT ...")``.
        self.sql = Sql(store, root, settings.timezone, self._history.current)

    @classmethod
    def create(cls, root: str | Path, *, timezone: str = "UTC", currency: str = "EUR", name: str | None = None) -> Self:
        """Make an empty workspace and open it."""
        make_folder(Path(root), timezone, currency, name)
        return cls.open(root)

    @classmethod
    def open(cls, root: str | Path) -> Self:
        """Open a workspace. WorkspaceError where ``root`` is none, or not of this version."""
        path = Path(root)
        database, settings = open_records(path)
        ledger = Ledger(database)
        self = cls(path, settings, Store(path, database, ledger), ledger)
        recover(path, self._store, ledger)
        return self

    @staticmethod
    def upgrade(root: str | Path) -> Path | None:
        """Bring a workspace to this version, after a copy of its records. Returns where the copy lies."""
        return upgrade_folder(Path(root))

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- data

    def preview(
        self, path: str | Path, mapping: dict[str, str] | None = None, options: dict[str, Any] | None = None
    ) -> Preview:
        """How a file would be read, before anything is written."""
        return self._reading(path, mapping, options).preview()

    def recipe_of(
        self, path: str | Path, mapping: dict[str, str] | None = None, options: dict[str, Any] | None = None
    ) -> str:
        """The recipe that reads a file as this mapping does, as YAML."""
        return write_recipe(recipe_of(self._reading(path, mapping, options)))

    def preview_recipe(self, recipe: str | Path, paths: str | Path | Sequence[str | Path]) -> dict[str, Any]:
        """What a recipe would make of files, before anything is written."""
        return recipe_reading(recipe, paths_of(paths), self.settings.timezone).preview()

    def import_files(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        mapping: dict[str, str] | None = None,
        options: dict[str, Any] | None = None,
        progress: OnProgress = lambda _: None,
        cancel: threading.Event | None = None,
        name: str | None = None,
        import_id: int | None = None,
        language: str | None = None,
        recipe: str | Path | None = None,
    ) -> importing.ImportResult:
        """Import files as one source, then propose touchpoints for kinds without one. Importing again adds nothing.

        ``recipe``: how their rows become events (docs/recipes.md), a path or its text, instead of ``mapping`` and
        ``options``. ``import_id``: as ``enter_import`` gave it.
        """
        files = paths_of(paths)
        label = name or ", ".join(path.name for path in files)
        with sources.entered(self._store.database, import_id):
            if recipe is not None:
                read = recipe_reading(recipe, files, self.settings.timezone)
                told = {"recipe": write_recipe(read.written.recipe), "files": origins_of_recipe(read)}
                label = name or read.written.recipe.name or label
                return self._import(label, told, incoming(read), progress, cancel, import_id, language)
            readings = [self._reading(path, mapping, options) for path in files]
            for reading in readings:
                if reading.recognition.questions:
                    raise Unreadable(joined(question["text"] for question in reading.recognition.questions))
            said = {"mapping": mapping or {}, "options": options or {}, "files": origins_of_files(readings)}
            return self._import(
                label, said, [of_file(one, name) for one in readings], progress, cancel, import_id, language
            )

    def enter_import(self, name: str) -> int:
        """The id of an import that will begin later. From now on it stands among the imports, whatever happens."""
        return sources.enter_source(self._store.database, name)

    def sample(
        self,
        customers: int = 20_000,
        seed: int = 7,
        progress: OnProgress = lambda _: None,
        cancel: threading.Event | None = None,
        import_id: int | None = None,
        language: str | None = None,
        as_sent: bool = False,
    ) -> importing.ImportResult:
        """Fill the workspace with the made-up shop. ``import_id``: as ``enter_import`` gave it.

        ``as_sent``: each event under the key it came with (a cookie, an address, a card), not the customer's name.
        """
        from footpath.sample import simulate

        shop = importing.Incoming("sample", simulate(customers=customers, seed=seed, as_sent=as_sent))
        recipe = {"sample": {"customers": customers, "seed": seed, "as_sent": as_sent}}
        with sources.entered(self._store.database, import_id):
            return self._import(SAMPLE, recipe, [shop], progress, cancel, import_id, language)

    def imports(self) -> list[dict[str, Any]]:
        """What came in, the newest first."""
        return sources.sources(self._store.database)

    def undo_import(self, import_id: int) -> None:
        """Take everything out that an import brought."""
        if self._source(import_id)["state"] == "undone":
            raise WorkspaceError(say("workspace.undone", number=str(import_id)))
        with only_import(self.root):
            importing.undo_import(self._store, import_id)

    def delete_import(self, import_id: int) -> None:
        """Take everything out that an import brought, its rejected rows, and the import itself from the list.

        WorkspaceError where there is no such import, or one has not ended. The same file can be imported again.
        """
        with only_import(self.root):
            if self._source(import_id)["state"] in sources.UNENDED:
                raise WorkspaceError(say("workspace.not_ended", number=str(import_id)))
            importing.delete_import(self._store, import_id)
        self._store.sweep()

    def rejected(
        self, import_id: int | None = None, limit: int = 100, offset: int = 0, reason: str | None = None
    ) -> dict[str, Any]:
        """Rows that were not taken, with reason, file, line and text; ``reason``: only rows of this one."""
        return sources.rejected_rows(self._store.database, import_id, limit, offset, reason)

    def rejected_row(self, row_id: int) -> dict[str, Any]:
        """One row that was not taken: its cells, why, how its file was read. WorkspaceError where it is not there."""
        found = sources.rejected_row(self._store.database, row_id)
        if found is None:
            raise WorkspaceError(say("replay.no_row", number=str(row_id)))
        return found

    def replay(
        self,
        import_id: int,
        *,
        reason: str | None = None,
        rows: Sequence[int] | None = None,
        rule: dict[str, str] | None = None,
        paths: Sequence[str | Path] = (),
        dry: bool = False,
        progress: Callable[[int, int], None] = lambda done, total: None,
        language: str | None = None,
    ) -> dict[str, Any]:
        """Read rejected rows of an import again; those that are events now come in (``dry``: are only told).

        ``reason``, ``rows`` (ids): which ones. ``rule``: new values of columns, each an SQL expression over the
        columns of the file. ``paths``: files of the tables that a recipe joins.
        """
        found = self._source(import_id)
        wanted = Wanted(import_id, reason, rows, rule or {}, paths_of(paths))
        origins, zone = read_origins(found["mapping"]), self.settings.timezone
        with nullcontext() if dry else only_import(self.root):
            done = replay(self._store, wanted, origins, zone, dry=dry, progress=progress)
            if done.events and not dry:
                importing.settled(self._store)
                self.propose(language=language)
        return told(done)

    # --- definitions

    def definitions(self) -> Definitions:
        return self._history.current()

    def edit(self, op: dict[str, Any], who: str = "you", why: str = "") -> Definitions:
        """Carry out one edit (docs/json.md); every edit is a version that can be undone. ``why``: for the history."""
        before = self.definitions()
        return self._history.save(edit.apply(before, op), edit.describe(before, op), who, why)

    def undo(self) -> Definitions:
        return self._history.undo()

    def redo(self) -> Definitions:
        return self._history.redo()

    def can_undo(self) -> bool:
        return self._history.reach()[0]

    def can_redo(self) -> bool:
        return self._history.reach()[1]

    def history(self) -> list[dict[str, Any]]:
        return self._history.versions()

    def restore(self, version: int, who: str = "you") -> Definitions:
        """Make the definitions what they were at a version, as a new version that can be undone."""
        document = self._history.version(version)
        if document is None:
            raise WorkspaceError(f"There is no version {version}. See them with `footpath definitions history`.")
        if document == self.definitions():
            return document
        return self._history.save(document, f"restored version {version}", who)

    def models(self) -> list[str]:
        """Names of the stage models that ship as templates."""
        return list(templates.MODELS)

    def export_definitions(self) -> str:
        """The definitions as YAML, for version control."""
        return yaml.export(self.definitions())

    def import_definitions(self, text: str, who: str = "you", why: str = "") -> Definitions:
        """Take definitions from YAML; the same text as exported changes nothing. ``why``: for the history."""
        document = yaml.read(text)
        if document == self.definitions():
            return document
        return self._history.save(document, "imported definitions", who, why)

    def propose(self, who: str = "Footpath", language: str | None = None) -> Definitions:
        """Propose touchpoints, stages and an outcome for what has none yet; what users made stays as it is.

        ``language``: en, pl, ro or zh-TW, of what is new; none: that of the stages that are there, else English.
        """
        before = self.definitions()
        snapshot = self._store.snapshot()
        after = proposed(snapshot, self._asking.frame(snapshot, before), before, language)
        return after if after == before else self._history.save(after, "proposed touchpoints and stages", who)

    # --- asking

    def run(
        self,
        analysis: Analysis,
        *,
        period: Period | None = None,
        audience: str | None = None,
        where: str | None = None,
        breakdown: str | None = None,
        compare: Scope | None = None,
        engine: Engine | None = None,
        cancelled: Callable[[], bool] = no_cancel,
    ) -> Result:
        """The answer of an analysis.

        ``period``: (from, to), to exclusive. ``audience``: only customers of this rule, ``where``: only events of this
        one (docs/cli.md). ``breakdown``: the same for each group of customers, by a property or dimension. ``compare``:
        the same of another period, audience or filter, and the difference. WorkspaceError where both are asked for.
        ``engine``: where it is folded (docs/engines.md), else as the environment says, else on threads of this process.
        ``cancelled`` is asked before each block; Cancelled is raised once it says yes.
        """
        snapshot, definitions = self._store.snapshot(), self.definitions()
        scope = Scope(period, audience, where)
        frame = self._asking.frame(snapshot, definitions, period)
        engine = engine or engine_of()
        if compare is None:
            return self._asking.run(snapshot, analysis, frame, scope, cancelled, engine, breakdown)
        if breakdown is not None:
            raise WorkspaceError(say("workspace.compare_or_break"))
        other = self._asking.frame(snapshot, definitions, compare.period)
        return self._asking.compare(snapshot, analysis, (frame, other), (scope, compare), cancelled, engine)

    def customers_in(
        self,
        analysis: Analysis,
        cell: Cell,
        *,
        period: Period | None = None,
        audience: str | None = None,
        where: str | None = None,
        limit: int = 20,
        cancelled: Callable[[], bool] = no_cancel,
    ) -> dict[str, Any]:
        """Which customers stand behind a cell of an answer's table: ``n`` as it says, ``unit``, ``customers``."""
        snapshot = self._store.snapshot()
        frame = self._asking.frame(snapshot, self.definitions(), period)
        return customers_in(snapshot, analysis, frame, Scope(period, audience, where), cell, limit, cancelled)

    def customers(self, text: str | None = None, limit: int = 50, offset: int = 0) -> dict[str, Any]:
        """Customers whose key contains ``text``, those seen last first."""
        snapshot = self._store.snapshot()
        return people.list_customers(snapshot, self._asking.frame(snapshot, self.definitions()), text, limit, offset)

    def customer(self, key_or_id: str) -> dict[str, Any]:
        """One customer's journey. WorkspaceError where the store does not hold him."""
        snapshot = self._store.snapshot()
        frame = self._asking.frame(snapshot, self.definitions())
        code = people.find_customer(snapshot, key_or_id)
        shown = None if code is None else people.show_customer(snapshot, frame, code)
        if shown is None:
            raise WorkspaceError(say("workspace.no_customer"))
        return shown | {"snapshot": snapshot_row(snapshot)}

    def audiences(self) -> list[dict[str, Any]]:
        """Saved audiences: id, name, rule."""
        return saving.saved_audiences(self._store.database)

    def save_audience(self, name: str, rule: str) -> int:
        """Save a rule under a name; it is tried on the store first. Returns its id."""
        self._check(rule)
        return saving.save_audience(self._store.database, name, rule)

    def change_audience(self, audience: int, name: str, rule: str) -> None:
        """Give a saved audience another name and rule; the rule is tried on the store first."""
        self._check(rule)
        saving.change_audience(self._store.database, audience, name, rule)

    def delete_audience(self, audience: int) -> None:
        """Forget a saved audience; its customers stay."""
        saving.delete_audience(self._store.database, audience)

    def count(self, rule: str) -> tuple[int, int]:
        """How many customers a rule holds, and of how many."""
        snapshot = self._store.snapshot()
        return self._asking.count(snapshot, self._asking.frame(snapshot, self.definitions()), rule)

    def status(self) -> dict[str, Any]:
        """What the workspace holds."""
        snapshot = self._store.snapshot()
        frame = self._asking.frame(snapshot, self.definitions())
        done = sum(row["state"] == "done" for row in self.imports())
        return status_of(self.settings, snapshot, frame, done, self._history.reach())

    # --- out

    def export(
        self,
        path: str | Path,
        *,
        file_format: str | None = None,
        period: Period | None = None,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancel: threading.Event | None = None,
    ) -> Exported:
        """Write the events to a file: Parquet, CSV, XES or OCEL, by its suffix or ``file_format``. Unwritable."""
        target, snapshot = Path(path), self._store.snapshot()
        exporter = for_file(target, file_format)
        frame = self._asking.frame(snapshot, self.definitions(), period)
        span = (frame.start_ms, frame.end_ms) if period else (None, None)
        return exporting.export(self._store, target, exporter, period=span, progress=progress, cancel=cancel)

    # --- upkeep

    def verify(self, progress: Callable[[int, int], None] = lambda done, total: None) -> dict[str, Any]:
        """Every checksum, and whether the store says what the log says."""
        verdict = verifying.verify(self._store, progress)
        verdict.problems += inboxes_put_aside(self.root)
        return {"ok": verdict.ok, "problems": verdict.problems, "files": verdict.files, "events": verdict.events}

    def rebuild(self, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
        """Make everything derived anew from the log; returns the number of events."""
        return rebuilding.rebuild(self._store, progress=progress)

    def backfill(
        self,
        name: str,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancel: threading.Event | None = None,
    ) -> int:
        """Make a property a column for past events too; its number of values. Stopped, it goes on there. NoBackfill."""
        with only_import(self.root):
            values = backfill(self._store, name, progress=progress, cancel=cancel)
            find_traits(self._store)
        self._store.sweep()
        return values

    def publish(self, url: str, *, sweep: bool = False, told: Told = lambda done, of: None) -> Published:
        """Bring the newest segments to an object store, those that are not there yet (docs/engines.md)."""
        return self._store.publish(url, sweep=sweep, told=told)

    def compact(self) -> int:
        """Merge segments that are due, and delete files that nothing names any more."""
        done = compacting.compact(self._store)
        self._store.sweep()
        return done

    # --- inside

    def _check(self, rule: str) -> None:
        snapshot = self._store.snapshot()
        self._asking.check(snapshot, self._asking.frame(snapshot, self.definitions()), rule)

    def _reading(self, path: str | Path, mapping: dict[str, str] | None, options: dict[str, Any] | None) -> Reading:
        return open_file(Path(path), mapping=mapping, options=options, timezone=self.settings.timezone)

    def _source(self, import_id: int) -> dict[str, Any]:
        found = sources.one_source(self._store.database, import_id)
        if found is None:
            raise WorkspaceError(say("workspace.no_import", number=str(import_id)))
        return found

    def _import(
        self,
        label: str,
        recipe: dict[str, Any],
        incoming: Any,
        progress: OnProgress,
        cancel: threading.Event | None,
        import_id: int | None,
        language: str | None,
    ) -> importing.ImportResult:
        with only_import(self.root):
            result = importing.run_import(
                self._store,
                label,
                recipe,
                incoming,
                on_progress=progress,
                cancel=cancel,
                before_done=partial(self.propose, language=language),
                source=import_id,
            )
        self._store.sweep()
        snapshot = self._store.snapshot()
        frame = self._asking.frame(snapshot, self.definitions())
        return replace(result, period=period_row(snapshot, frame), snapshot=snapshot_row(snapshot))
