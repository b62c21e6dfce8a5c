# What a contributor and CI need. `make help` lists it; every command does the setup it needs by itself.
.DEFAULT_GOAL := help
.PHONY: help setup browser e2e storm golive-demo adopted person test lint check format bench faults docs up wheel mailpit lock clean distclean
.DELETE_ON_ERROR:

PYTHON ?= python3
WORKERS ?= 2
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
TOOLS := .pennydrop/tools
INSTALLED := $(VENV)/.installed
STRIPE_CLI := $(TOOLS)/stripe-cli/.installed

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'
	@echo; echo "  ARGS goes to pytest (make e2e ARGS='-m smoke'), WORKERS says how many run at once (2), 0 for one by one."

setup: $(INSTALLED) $(STRIPE_CLI) browser ## Python packages, Stripe CLI and browser; again costs nothing

$(INSTALLED): constraints.txt pyproject.toml scripts/venv.sh
	@PYTHON=$(PYTHON) scripts/venv.sh $(VENV)
	@touch $@

$(STRIPE_CLI): scripts/stripe-cli.sh
	@scripts/stripe-cli.sh $(@D)

browser: $(INSTALLED)
	@scripts/browser.sh $(BIN)/python $(TOOLS)

e2e: setup ## the scenarios
	$(BIN)/pytest features -n $(WORKERS) $(ARGS)

storm: setup ## each purchase and refund again under each disturbance; ARGS=--storm=reorder,lost for some
	$(BIN)/pytest --storm -n $(WORKERS) $(ARGS)

adopted: setup ## the scenarios again, against a site that somebody else has started, on both databases
	$(BIN)/python -m tests.adoption -n $(WORKERS) $(ARGS)

golive-demo: setup ## `pennydrop golive` on a production-like world: a red run, what is wrong mended, a green run
	@$(BIN)/python -m pennydrop.golive.rehearsal

person: setup ## the assisted payment with a real window and a person at it, who is a script (needs Xvfb)
	@command -v Xvfb >/dev/null || { echo "make person: no Xvfb; on Debian: apt-get install xvfb" >&2; exit 1; }
	$(BIN)/pytest tests/golive/with_a_person.py $(ARGS)

test: setup ## the tests of the library itself
	$(BIN)/pytest tests -n $(WORKERS) $(ARGS)

lint: setup ## format, lint, types, architecture, and the wording of features and phrases
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pennydrop lint

check: lint test ## lint and the tests of the library

format: $(INSTALLED) ## put the code in its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

wheel: setup ## build the wheel, install it in an environment of its own, and use it in an empty folder
	@scripts/wheel.sh $(BIN)/python

bench: setup ## what a scenario costs
	$(BIN)/python -m benchmarks $(ARGS)

faults: setup ## seed each fault into the reference site and prove that the suite catches it
	$(BIN)/python -m tests.faults.run --shards $(WORKERS) $(if $(SAMPLE),--sample $(SAMPLE)) $(ARGS)

docs: $(INSTALLED) ## write the generated tables of README and docs/ anew
	$(BIN)/python -m scripts.reference

up: setup ## start everything a run needs and keep it until Ctrl-C
	$(BIN)/pennydrop up $(ARGS)

mailpit: ## build Mailpit with Go; without it the built-in catcher is used
	@scripts/build-mailpit.sh

lock: $(INSTALLED) ## pin the dependencies anew, after a change of pyproject.toml
	scripts/lock.sh $(ARGS)

clean: ## remove what runs leave behind
	rm -rf .pennydrop/adopted .pennydrop/artifacts .pennydrop/cache .pennydrop/logs .pennydrop/mailpit .pennydrop/site test-results
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache dist build

distclean: clean ## ... and what setup installed
	rm -rf .pennydrop $(VENV)
