# Shared Ground. A fresh clone needs Python 3.11 or later, make, and a way to the Python package index.

UV_VERSION := 0.13.9
VENV := .venv
TOOLS := .tools
BIN := $(VENV)/bin
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$python && break; done)
# An installed uv is used; otherwise one is put into .tools.
UV ?= $(shell command -v uv 2>/dev/null || echo $(TOOLS)/bin/uv)
PYTEST := pytest -n auto --maxprocesses 4 --dist loadfile
FILES ?=
FOLDER ?=
LIST ?=
PYTHONS ?= 3.12 3.13

.PHONY: help try test test-editors test-all score bench clean

help:
	@echo "make try       set up, and read an example draft"
	@echo "make test      set up, and run every check but those in editors"
	@echo "make test-editors  the tests in the real VS Code and the real Neovim"
	@echo "make test-all  the tests on Python 3.12 and 3.13 too (PYTHONS=… names others, or paths)"
	@echo "make score     FILES=…  score the rules on labelled texts (LIST=1 shows misses)"
	@echo "make bench     FOLDER=…  time us and our peers (it installs them), on drafts of your own if you name a folder"
	@echo "make clean     take away what the others made"

try: $(VENV)/.runs
	@$(BIN)/sharedground check --isolated --fail-on never docs/examples/leaflet.md
	@echo
	@echo "That is what it does. Next: read a draft of your own with"
	@echo "    $(BIN)/sharedground check PATH"
	@echo "and ask about a rule with"
	@echo "    $(BIN)/sharedground explain hierarchy/relative-privation"

test: $(VENV)/.tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@bash tests/rules/harper/setup.sh
	$(BIN)/python -m $(PYTEST)
	@test "$(CI)" = true || echo "Left out: the tests in the real VS Code and Neovim. To run them: make test-editors"

# Each sets up what it misses, in folders that git passes over; what only the system can bring, it names.
test-editors: $(VENV)/.tests
	bash tests/editors/neovim/run.sh
	bash tests/editors/vscode/run.sh

# Each further Python gets an environment of its own below .tools; one that is not on this machine is named and left out.
test-all: test
	@for version in $(PYTHONS); do \
		if python=$$($(UV) python find --no-project --no-python-downloads $$version 2>/dev/null); then \
			echo "Python $$version"; \
			environment=$(TOOLS)/python-$$(basename "$$version"); \
			UV_PROJECT_ENVIRONMENT=$$environment $(UV) sync --quiet --frozen --python "$$python" || exit 1; \
			$$environment/bin/python -m $(PYTEST) || exit 1; \
		else \
			echo "Left out: Python $$version was not found on this machine."; \
		fi; \
	done

score: $(VENV)/.tests
	@test -n "$(FILES)" || { echo "Say which files: make score FILES=path/to/sentences.jsonl"; exit 2; }
	$(BIN)/python tests/corpus/score.py $(FILES) $(if $(LIST),--list)

bench: $(VENV)/.tests
	$(BIN)/python tests/benchmarks/peers/run.py $(FOLDER)
	$(BIN)/python tests/benchmarks/peers/run.py --growth

clean:
	rm -rf $(VENV) $(TOOLS) dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks

# Two stamps: what is needed to run, and what is needed to test. A new lock or a new version makes both anew.
$(VENV)/.runs: pyproject.toml uv.lock | $(UV) $(VENV)
	@test -e $(VENV)/.tests || $(UV) sync --quiet --frozen --no-default-groups --python $(BIN)/python
	@touch $@

$(VENV)/.tests: pyproject.toml uv.lock | $(UV) $(VENV)
	@$(UV) sync --quiet --frozen --python $(BIN)/python
	@touch $@ $(VENV)/.runs

$(VENV):
	@test -n "$(PYTHON)" || { echo "Shared Ground needs Python 3.11, 3.12 or 3.13, and none was found."; exit 1; }
	@$(PYTHON) -m venv --without-pip $(VENV)

$(TOOLS)/bin/uv:
	@test -n "$(PYTHON)" || { echo "Shared Ground needs Python 3.11, 3.12 or 3.13, and none was found."; exit 1; }
	@$(PYTHON) -m venv $(TOOLS)
	@echo '*' > $(TOOLS)/.gitignore
	@$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
