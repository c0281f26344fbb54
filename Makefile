# Everything starts here: `make demo` to see it, `make test` to prove it. Needs git, make and Python >= 3.11.

PYTHON ?= python3
BIN := .venv/bin
UV := .tools/bin/uv
STAMPS := .make
WORKSPACE ?= demo-workspace
SIZE ?= 10M
PYTEST ?=
LOCKED := --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --quiet \
	--custom-compile-command "make lock"

# Files with compiled kernels: a change warms their cache again.
KERNELS := $(shell grep -rl --include='*.py' njit src)

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-cluster check bench docs format lock browser clean python front-end

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMPS)/installed front-end $(STAMPS)/kernels ## .venv with the footpath command, front end built, kernels warmed

demo: setup ## a workspace with the sample, served on 127.0.0.1:8420
	@$(BIN)/footpath demo $(WORKSPACE)

test: setup $(STAMPS)/development browser ## all tests (PYTEST="-k funnel" for some)
	$(BIN)/python hatch_build.py run test
	$(BIN)/pytest -n 2 --dist loadfile $(PYTEST)

test-cluster: setup $(STAMPS)/cluster ## every analysis on a Dask and a Spark cluster of this machine; Spark needs Java 17
	$(BIN)/pytest -n 0 --run-cluster tests/cluster $(PYTEST)

check: setup $(STAMPS)/development ## format, lint, types, floors, budgets
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python hatch_build.py run lint
	$(BIN)/python hatch_build.py run check
	$(BIN)/python hatch_build.py run budget
	$(BIN)/pytest -q -p no:cacheprovider tests/test_files.py tests/test_floors.py tests/test_dependencies.py

bench: setup $(STAMPS)/development ## import, redraw, a shop of a million customers, the collector under load, the engine beside its peers (SIZE=100M: the engine at that size)
ifeq ($(SIZE),10M)
	$(BIN)/python bench/import_10m.py
	$(BIN)/python bench/simulate.py
	PYTHONPATH=bench $(BIN)/python -m collect
endif
	PYTHONPATH=bench $(BIN)/python -m engine --size $(SIZE)
	$(BIN)/python bench/sizing.py

docs: setup ## the made half of the pages in docs/analyses
	$(BIN)/python docs/analyses/make_pages.py

format: $(STAMPS)/development ## write what `make check` wants
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python hatch_build.py run format

lock: $(STAMPS)/tools ## newest allowed versions into the lock files
	echo uv | $(UV) pip compile - $(LOCKED) -o requirements/uv.txt
	$(UV) pip compile pyproject.toml --group build $(LOCKED) -o requirements/run.txt
	$(UV) pip compile pyproject.toml --group build --group dev -c requirements/run.txt $(LOCKED) -o requirements/dev.txt
	$(UV) pip compile pyproject.toml --all-extras --group build --group dev -c requirements/dev.txt $(LOCKED) -o requirements/cluster.txt

browser: $(STAMPS)/installed ## a Chromium for the tests, where the machine has none
	@echo "browser for the tests: $$($(BIN)/python tests/browser/find_chromium.py)"

clean: ## everything that was made, but no workspace
	rm -rf .venv .tools $(STAMPS) dist build src/footpath/http/static web/node_modules tests/browser/node_modules tests/clients/node_modules
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Footpath needs Python 3.11 or newer. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make environments. Install what is missing: apt-get install python3-venv"; exit 1; }

$(STAMPS)/tools: requirements/uv.txt | python
	@mkdir -p $(STAMPS)
	@$(PYTHON) -m venv .tools
	@.tools/bin/pip install -qq --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

# uv does not read pip's settings: its index is handed on, and where uv finds less than pip would, pip itself installs.
define install
	@echo "installing $< into .venv"
	@index=$$(.tools/bin/pip config list | sed -n "s/^[a-z:]*\.index-url='\(.*\)'/\1/p" | tail -n 1); \
	if [ -n "$$index" ]; then export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$index}"; fi; \
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r $< || \
		$(BIN)/pip install --disable-pip-version-check --require-hashes -r $<
	@touch $@
endef

$(STAMPS)/environment: requirements/run.txt $(STAMPS)/tools
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(install)

$(STAMPS)/development: requirements/dev.txt $(STAMPS)/environment
	$(install)

$(STAMPS)/cluster: requirements/cluster.txt $(STAMPS)/development
	$(install)

$(STAMPS)/installed: $(STAMPS)/environment pyproject.toml hatch_build.py src/footpath/_version.py
	@echo "installing footpath and its front end"
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline --editable .
	@touch $@

front-end: $(STAMPS)/installed
	@$(BIN)/python hatch_build.py

$(STAMPS)/kernels: $(STAMPS)/installed $(KERNELS)
	@echo "compiling the kernels"
	@$(BIN)/python -c 'from footpath.installation import warm; warm()'
	@touch $@
