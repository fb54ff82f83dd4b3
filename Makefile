# Everyday commands. Each makes .venv itself, from nothing but a Python of 3.11 or later.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLUGINS := $(sort $(wildcard plugins/*))
PROJECTS := pyproject.toml $(PLUGINS:%=%/pyproject.toml)
EDITABLE := -e '.[cli]' $(PLUGINS:%=-e %)
# A plugin of somebody else: tested with the library, and no part of it
EXAMPLE := examples/plugin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# Two workers suit two cores; more cores may take more: make test WORKERS=8
WORKERS ?= 2
SECONDS ?= 60
# All the tests, or some of them: make test TESTS=tests/test_clean.py
TESTS ?=

.DEFAULT_GOAL := help

.PHONY: help
help: ## Tell what each command does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: $(VENV)/.ready-to-run ## Make every export of a sample model, anew in toimintamalli-demo
	$(BIN)/toimintamalli demo --overwrite

.PHONY: test
test: $(VENV)/.ready-to-develop ## Run the tests, but for the slow ones
	$(BIN)/python -m pytest -m "not packaging and not slow" -n $(WORKERS) $(TESTS)

.PHONY: check
check: $(VENV)/.ready-to-develop docs ## Check style, types, documentation, plugins and packaging
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/typos
	$(BIN)/mypy
	$(BIN)/mypy tests/typing
	$(BIN)/python -m pytest -m slow -n $(WORKERS) --dist loadscope
	$(BIN)/python -m pytest -m packaging

.PHONY: docs
docs: $(VENV)/.ready-to-develop ## Build the documentation into docs/_build/html
	$(BIN)/sphinx-build --builder html --jobs auto --fail-on-warning --keep-going --nitpicky \
		--quiet docs docs/_build/html

.PHONY: pictures
pictures: $(VENV)/.ready-to-develop ## Draw the pictures of the documentation anew (needs pdftoppm and soffice)
	$(BIN)/python docs/_pictures.py

.PHONY: look
look: docs ## Look at the built documentation in a browser (needs chromium)
	$(BIN)/python docs/_look.py

.PHONY: links
links: $(VENV)/.ready-to-develop ## Ask other hosts whether the links to them still lead somewhere
	$(BIN)/sphinx-build --builder linkcheck --quiet docs docs/_build/links

.PHONY: bench
bench: $(VENV)/.ready-to-develop ## Measure against peers, side by side in one run
	$(BIN)/python benchmarks
	$(BIN)/python benchmarks/overlaps.py
	$(BIN)/python benchmarks/batch.py

.PHONY: fuzz
fuzz: $(VENV)/.ready-to-develop ## Feed changed files to every reader: make fuzz SECONDS=600
	$(BIN)/python tests/fuzz.py --seconds $(SECONDS)

.PHONY: format
format: $(VENV)/.ready-to-develop ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: clean
clean: ## Remove .venv and everything else that these commands made
	rm -rf $(VENV) docs/_build docs/reference/_generated toimintamalli-demo
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache

# The demonstration needs no tools, so it has a shorter way to the same environment.
$(VENV)/.ready-to-run: $(PROJECTS) constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP_INSTALL) $(EDITABLE)
	touch $@

$(VENV)/.ready-to-develop: $(VENV)/.ready-to-run requirements-dev.txt $(EXAMPLE)/pyproject.toml
	$(PIP_INSTALL) -r requirements-dev.txt -e $(EXAMPLE)
	touch $@
