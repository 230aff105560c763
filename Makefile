# One-word tasks. Everything is installed into .venv from the locks (hashes checked), then the application itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench soak docs lock clean

help: ## what can be done here
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "error: Python 3.11 or newer is needed; run make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python requirements.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.run ## three seasons at work: feeds, mail, terminal UI (Ctrl+Q ends it)
	@$(BIN)/seasonal-ops demo

test: $(VENV)/.dev ## the whole test suite
	@$(BIN)/python -m pytest -n auto tests

check: $(VENV)/.dev ## lint, format, strict types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev ## let ruff rewrite what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.dev ## speed, as ratios against a peer in the same run
	@$(BIN)/python -m tests.bench

soak: $(VENV)/.dev ## real mail while workers are killed: what arrived, on both databases (ten minutes)
	@$(BIN)/python -m tests.soak

docs: $(VENV)/.dev ## make the pictures and the command reference again
	@$(BIN)/python docs/make.py

lock: ## resolve the locks again (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --group install pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --group install --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove what was installed and built
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .import_linter_cache .hypothesis
