# One command on a fresh machine does all set-up: `make demo` or `make test`. Needs Python 3.11 or later.
PYTHON ?= python3
BIN := .venv/bin
PLUGINS := plugins/dates plugins/entities plugins/numbers plugins/quotes
PROJECTS := pyproject.toml $(addsuffix /pyproject.toml,$(PLUGINS))
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test lint docs bench clean

demo: .venv/.demo
	@$(BIN)/corpuskit show seeds

test: .venv/.test
	$(BIN)/python -m pytest --numprocesses auto

lint: .venv/.test .venv/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/.test .venv/.docs
	$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet --builder html docs docs/_build/html
	@echo "docs/_build/html/index.html"

bench: .venv/.test
	$(BIN)/python -m benchmarks.speed $(FILE) --peers .venv/peers

clean:
	rm -rf .venv docs/_build dist

# Each stamp is older than what it depends on exactly when something has to be installed again.
.venv/.pip: constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) pip
	@touch $@

.venv/.demo: .venv/.pip $(PROJECTS)
	$(PIP) -e '.[cli]' $(addprefix -e ,$(PLUGINS))
	@touch $@

.venv/.test: .venv/.demo
	$(PIP) --group test
	@touch $@

.venv/.lint: .venv/.demo
	$(PIP) --group lint
	@touch $@

.venv/.docs: .venv/.demo
	$(PIP) --group docs
	@touch $@
