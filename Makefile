# `make run` and `make test` work on a fresh machine: each sets up .venv first. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOWEST := build/lowest
WHEEL := build/wheel
SEEDS := $(sort $(wildcard seeds/*.txt))
ADAPTERS := datatrove huggingface langchain ray scrapy spark
PIP_OPTIONS := --quiet --disable-pip-version-check --no-input

# The first Python on the path that is new enough; PYTHON=... chooses another.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; break; }; done)

.PHONY: help setup run browser test lint format types docs docs-check site bench wheel adapters lowest clean

help: ## List the targets.
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# The version is part of the installed metadata, so a new one asks for a new install as well.
$(STAMP): pyproject.toml src/newsclean/_version.py
	@if [ -z "$(PYTHON)" ]; then echo "newsclean needs Python 3.11 or newer; none was found on the path" >&2; exit 1; fi
	@echo "setting up $(VENV) (once; again when pyproject.toml changes)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install $(PIP_OPTIONS) --editable '.[dev]'
	@touch $@

setup: $(STAMP) ## Make .venv with newsclean (editable) and the development tools.

run: $(STAMP) ## Clean the two seed documents and show the articles and their receipts.
	@set -e; for seed in $(SEEDS); do \
		printf '\n== newsclean clean %s --format text\n\n' "$$seed"; \
		$(BIN)/newsclean clean "$$seed" --format text; \
		printf '\n== newsclean explain %s\n\n' "$$seed"; \
		$(BIN)/newsclean explain "$$seed"; \
	done

test: $(STAMP) ## Run the tests; ARGS="-k dates" narrows them.
	@$(BIN)/python -m pytest $(ARGS) || { code=$$?; \
		if [ $$code -eq 5 ]; then echo "pytest collected no test, which counts as a failure" >&2; fi; exit $$code; }

lint: $(STAMP) ## Style, formatting and which room imports which.
	@code=0; \
	$(BIN)/ruff check . || code=1; \
	$(BIN)/ruff format --check . || code=1; \
	$(BIN)/lint-imports --no-cache --no-logo || code=1; \
	exit $$code

format: $(STAMP) ## Format the code and sort its imports.
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix-only --select I .

types: $(STAMP) ## mypy --strict on the package and on user code in tests/typing.
	@$(BIN)/mypy

docs: $(STAMP) ## Write docs/cleaners.md and docs/schema.md anew from the code.
	@$(BIN)/python tools/make_cleaner_docs.py
	@$(BIN)/python tools/make_schema_docs.py

docs-check: $(STAMP) ## Fail where a generated page differs from what `make docs` would write.
	@$(BIN)/python tools/make_cleaner_docs.py --check
	@$(BIN)/python tools/make_schema_docs.py --check

site: $(STAMP) ## Build the documentation site in build/site; warnings are errors.
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --clean

bench: $(STAMP) ## Hold quality on the development corpora (NEWSCLEAN_CORPORA) against its floors.
	@$(BIN)/python -m benchmarks.floors

# Without a browser the tests that need one are skipped, so that this failing is no failure.
browser: ## Install Debian's Chromium for the browser tests, where there is none and it can be had.
	@command -v chromium >/dev/null || \
		{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
			DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
		echo "no Chromium, and none could be installed: the browser tests will be skipped"

# The wheel is made from the sdist, so both are whole; it is then run where src/ cannot be seen.
wheel: $(STAMP) ## Build sdist and wheel, install the wheel in a clean venv, clean a seed with it.
	@rm -rf $(WHEEL)
	@$(BIN)/python -m build --no-isolation --outdir $(WHEEL)/dist . >/dev/null
	@$(BIN)/python -m venv $(WHEEL)/venv
	@$(WHEEL)/venv/bin/python -m pip install $(PIP_OPTIONS) $(WHEEL)/dist/*.whl
	@cd $(WHEEL) && venv/bin/python -I $(CURDIR)/tools/check_wheel.py $(addprefix $(CURDIR)/,$(SEEDS))

adapters: $(STAMP) ## Test adapters and examples against their engines, an environment for each; NAME="spark ray" for some.
	@for name in $(or $(NAME),$(ADAPTERS)); do \
		$(BIN)/python tools/test_adapter.py $$name || [ $$? -eq 77 ] || exit 1; \
	done

lowest: $(STAMP) ## Run the tests with every dependency at the lowest version that pyproject.toml allows.
	@rm -rf $(LOWEST) && mkdir -p $(LOWEST)
	@$(BIN)/python tools/lowest_versions.py > $(LOWEST)/constraints.txt
	@$(BIN)/python -m venv $(LOWEST)/venv
	@$(LOWEST)/venv/bin/python -m pip install $(PIP_OPTIONS) --constraint $(LOWEST)/constraints.txt --editable '.[dev]'
	@$(LOWEST)/venv/bin/python -m pytest $(ARGS)

clean: ## Remove what the other targets made, .venv included.
	@rm -rf $(VENV) build dist .hypothesis .mypy_cache .ruff_cache .import_linter_cache .coverage htmlcov
