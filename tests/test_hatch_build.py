"""The front end is built when its sources changed, and only then."""

from pathlib import Path

import hatch_build
import pytest


def front_end(root: Path) -> Path:
    (root / "web" / "src").mkdir(parents=True)
    (root / "web" / "src" / "main.tsx").write_text("export {};")
    (root / "web" / "package-lock.json").write_text("{}")
    return root


def built(root: Path) -> None:
    target = root / hatch_build.TARGET
    target.mkdir(parents=True)
    (target / "index.html").write_text("<!doctype html>")
    (root / hatch_build.BUILD_STAMP).write_text(hatch_build.digest(root))


def test_where_the_tree_lies_does_not_matter(tmp_path: Path) -> None:
    assert hatch_build.digest(front_end(tmp_path / "a")) == hatch_build.digest(front_end(tmp_path / "far" / "b"))


def test_packages_and_caches_are_no_sources(tmp_path: Path) -> None:
    root = front_end(tmp_path)
    before = hatch_build.digest(root)
    (root / "web" / "node_modules" / "react").mkdir(parents=True)
    (root / "web" / "node_modules" / "react" / "index.js").write_text("0")
    (root / "web" / "app.tsbuildinfo").write_text("{}")
    assert hatch_build.digest(root) == before


@pytest.mark.parametrize("change", ["edit", "rename", "add"])
def test_any_change_of_a_source_is_seen(tmp_path: Path, change: str) -> None:
    root = front_end(tmp_path)
    before = hatch_build.digest(root)
    main = root / "web" / "src" / "main.tsx"
    if change == "edit":
        main.write_text("export { };")
    elif change == "rename":
        main.rename(main.with_name("start.tsx"))
    else:
        main.with_name("more.ts").write_text("")
    assert hatch_build.digest(root) != before


def test_what_is_built_is_not_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = front_end(tmp_path)
    built(root)
    monkeypatch.setattr(hatch_build, "node", lambda *_, **__: pytest.fail("built although nothing changed"))
    assert not hatch_build.build(root)


def test_a_build_that_lost_its_page_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = front_end(tmp_path)
    built(root)
    (root / hatch_build.TARGET / "index.html").unlink()
    ran: list[str] = []

    def npm(root: Path, *arguments: str) -> int:
        ran.append(" ".join(arguments))
        (root / "web" / "node_modules").mkdir(exist_ok=True)
        (root / hatch_build.TARGET / "index.html").write_text("<!doctype html>")
        return 0

    monkeypatch.setattr(hatch_build, "npm", npm)
    assert hatch_build.build(root)
    assert [command.split(" --")[0] for command in ran] == ["ci", "run build"]
    assert not hatch_build.build(root)


def test_a_failed_build_says_so_and_leaves_no_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = front_end(tmp_path)
    monkeypatch.setattr(hatch_build, "npm", lambda *_: 1)
    with pytest.raises(SystemExit, match="could not be installed"):
        hatch_build.build(root)
    assert not (root / hatch_build.BUILD_STAMP).exists()
