# `make` lists the targets. `make up` and `make test` are the two commands of the README.
PYTHON ?= python3
VENV := .venv
PORT ?= 8000
LOCKED := pyproject.toml uv.lock tools/bootstrap.py
# More workers than cores: the browser tests mostly wait.
WORKERS ?= 3

.DEFAULT_GOAL := help
.PHONY: help up test check bench fuzz format lock docs clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

up: $(VENV)/.server ## install what is needed and serve the demo campaigns on loopback
	@$(VENV)/bin/hue up --demo --port $(PORT)

test: $(VENV)/.dev ## install what the tests need and run them all
	@$(VENV)/bin/python tools/need_system.py
	@$(VENV)/bin/pytest -n $(WORKERS) $(ARGS)

check: $(VENV)/.dev ## format, lint, strict types (Python and studio), import contracts
	@$(VENV)/bin/ruff format --check --quiet . || { echo "check: run 'make format'"; exit 1; }
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(VENV)/bin/python tools/need_system.py node
	@$(VENV)/bin/python tools/check_studio.py

bench: $(VENV)/.dev ## CPU time, quality and memory per picture, beside Pillow, libvips, sharp and thumbor; the studio
	@$(VENV)/bin/python -m bench.paint $(ARGS)
	@$(VENV)/bin/python tools/need_system.py chromium
	@$(VENV)/bin/python -m bench.studio

fuzz: $(VENV)/.dev ## paint 100,000 spoilt photos; none may end otherwise than as a picture or a refusal
	@$(VENV)/bin/python -m tests.fuzz.run $(ARGS)

format: $(VENV)/.dev ## put every file in the house format
	@$(VENV)/bin/ruff check --quiet --fix . ; $(VENV)/bin/ruff format .

lock: ## resolve the dependencies anew into uv.lock
	@.tools/bin/uv lock --upgrade --python $(PYTHON)

clean: ## remove everything that was installed or made here
	rm -rf $(VENV) .bench .tools .node build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache test-results

$(VENV)/.server: $(LOCKED)
	@echo "Installing Hue & Cry into $(VENV) …"
	@$(PYTHON) tools/bootstrap.py --extra server --extra heif
	@touch $@

$(VENV)/.dev: $(LOCKED)
	@echo "Installing Hue & Cry and what its tests need into $(VENV) …"
	@$(PYTHON) tools/bootstrap.py --extra server --extra heif --extra vision --extra dev
	@touch $@ $(VENV)/.server
