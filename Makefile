# Two commands matter: `make demo` opens the product on the example negotiation, `make test` runs its tests.
# Both need only Python 3.11+, pip, git and make; the rest is fetched once into .tools and .venv of this folder.

SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV   := .venv
TOOLS  := .tools
DEMO   := build/demo.onrecord
# The newest supported interpreter that really runs; set PYTHON=... to choose another.
PYTHON ?= $(shell for p in python3.12 python3.13 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1 && { echo $$p; break; }; done)
UV     := $(or $(shell command -v uv 2>/dev/null),$(TOOLS)/bin/uv)

export UV_PYTHON_DOWNLOADS = never
export UV_PROJECT_ENVIRONMENT = $(VENV)
export NO_MKDOCS_2_WARNING = 1

say = @printf '\033[1m==> %s\033[0m\n' "$(1)"

.PHONY: help demo desk record test test-all lint docs bench corpus clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(TOOLS)/bin/uv:
	$(call say,Fetching uv (the installer) with pip into $(TOOLS))
	@test -n "$(PYTHON)" || { echo "OnRecord needs Python 3.11, 3.12 or 3.13 on the PATH" >&2; exit 2; }
	@$(PYTHON) -m venv $(TOOLS) && $(TOOLS)/bin/pip install -q --disable-pip-version-check 'uv>=0.5'

define install
	@test -n "$(PYTHON)" || { echo "OnRecord needs Python 3.11, 3.12 or 3.13 on the PATH" >&2; exit 2; }
	@printf '\033[1m==> %s\033[0m\n' "Installing OnRecord and $(1) into $(VENV) ($(PYTHON), offline afterwards)"
	@$(UV) sync --quiet --frozen --python "$(PYTHON)" $(2)
endef

demo: record ## Build the example negotiation into a record, show it, and open the desk on it
	$(call say,The record: onrecord show $(DEMO))
	@$(VENV)/bin/onrecord show $(DEMO)
	$(call say,The desk: onrecord desk $(DEMO) (in a terminal it is served until Ctrl-C; elsewhere only tried out))
	@if [ -t 1 ]; then $(VENV)/bin/onrecord desk $(DEMO) --port 0; else $(VENV)/bin/onrecord desk $(DEMO) --port 0 --check; fi

desk: record ## Build the example and open the desk on it in the browser
	@$(VENV)/bin/onrecord desk $(DEMO) --port 0 --open

record: $(filter $(TOOLS)/bin/uv,$(UV))
	$(call install,its parts,--no-default-groups --inexact)
	$(call say,Building $(DEMO) from examples/strait)
	@mkdir -p build && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@$(VENV)/bin/onrecord build examples/strait/documents --process examples/strait/process.toml -o $(DEMO)

test: $(filter $(TOOLS)/bin/uv,$(UV)) ## Install everything the tests need and run them
	$(call install,the test tools,--group test)
	$(call say,Running the tests)
	@$(VENV)/bin/pytest

test-all: ## Run the tests under every supported interpreter that is installed
	@for v in 3.11 3.12 3.13; do p=$$(command -v python$$v) && $$p -c '' 2>/dev/null || { echo "python$$v: not here, skipped"; continue; }; \
	  $(MAKE) --no-print-directory test PYTHON=$$p VENV=.venv-$$v || exit 1; done

lint: $(filter $(TOOLS)/bin/uv,$(UV)) ## Style, types and the import contracts
	$(call install,the lint tools,--group test --group lint)
	$(call say,ruff; mypy --strict; import-linter)
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check --quiet src tests
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

docs: $(filter $(TOOLS)/bin/uv,$(UV)) ## Build the documentation into site/
	$(call install,the documentation tools,--group test --group lint --group docs)
	$(call say,mkdocs build --strict)
	@$(VENV)/bin/mkdocs build --strict --quiet

bench: $(filter $(TOOLS)/bin/uv,$(UV)) ## Words per CPU-second of the pipeline and of each stage beside raw spaCy
	$(call install,its parts,--group test --inexact)
	@$(VENV)/bin/python -m benchmarks

corpus: ## Only the quality floors on the measurement data (skipped where it is absent)
	@$(VENV)/bin/pytest tests/corpus

clean: ## Remove what the other commands made
	rm -rf $(VENV) .venv-3.* $(TOOLS) build site .mypy_cache .ruff_cache .pytest_cache .hypothesis
