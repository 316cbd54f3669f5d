# Each target does its own set-up: a clean clone needs only Python >= 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
DRAWINGS := $(VENV)/.drawings-installed
BASELINES := $(VENV)/baselines
LOCK := $(BIN)/uv --no-config pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links

# The command `hipcoach`, running what stands in this folder.
COMMAND := printf '\#!/bin/sh\nPYTHONPATH="%s" exec "%s/$(BIN)/python" -m bot "$$@"\n' "$(CURDIR)" "$(CURDIR)" \
	> $(BIN)/hipcoach && chmod +x $(BIN)/hipcoach

.PHONY: run install test check audit bench drawings towns lock clean

run: $(RUNTIME)  ## the bot; without TELEGRAM_BOT_TOKEN a local try-out in the browser
	@$(BIN)/python -m bot run

install: $(RUNTIME)  ## what the bot needs, and the command .venv/bin/hipcoach

test: $(DEV)  ## every test
	@$(BIN)/python -m pytest

check: $(DEV)  ## the whole law: lint, types, architecture, tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

audit: $(DEV)  ## known vulnerabilities in what is locked; asks the package index, so it is not part of `check`
	@$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.lock

bench: $(DEV) $(BASELINES)/.installed  ## the figures of docs/performance.md
	@$(BIN)/python -m benchmarks

drawings: $(DRAWINGS)  ## draw every drill again from its joint angles (data/drills)
	@$(BIN)/python -m tools.draw_drills

lock: $(DEV)  ## pin every dependency by version and hash, from pyproject.toml
	@$(LOCK) --extra dev pyproject.toml -o requirements-dev.lock
	@$(LOCK) --constraint requirements-dev.lock pyproject.toml -o requirements.lock
	@$(LOCK) --constraint requirements-dev.lock --extra drawings pyproject.toml -o requirements-drawings.lock
	@$(LOCK) --extra baselines pyproject.toml -o requirements-baselines.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "hipcoach needs Python 3.11 or newer")'
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock | $(VENV)/bin/python
	@echo "Installing hipcoach's dependencies into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(COMMAND)
	@touch $@

$(DEV): requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing the development dependencies into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(COMMAND)
	@touch $@ $(RUNTIME)

$(DRAWINGS): requirements-drawings.lock | $(VENV)/bin/python
	@echo "Installing what the drawings need into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-drawings.lock
	@touch $@

$(BASELINES)/.installed: requirements-baselines.lock | $(VENV)/bin/python
	@echo "Installing what the benchmarks compare with into $(BASELINES) ..."
	@$(PYTHON) -m venv $(BASELINES)
	@$(BASELINES)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-baselines.lock
	@touch $@

towns: $(DEV)  ## make data/towns.tsv and data/places.tsv again from GeoNames
	@$(BIN)/python -m tools.towns
	@$(BIN)/python -m tools.places

clean:
	rm -rf $(VENV)
