# `make` alone lists what there is. Every target sets itself up.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup build test test-engines lint imports demo drill bench fuzz up down clean

# The program that `make up`, `make down` and `make demo` run.
WEIR := .build/debug/weir

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## Install what is missing: Debian packages, Python parts in .venv
	@scripts/setup.sh

build: setup ## Build the program: .build/debug/weir
	swift build --product weir

release: setup ## Build the program optimised, for machines without Swift: .build/release/weir
	swift build --configuration release --static-swift-stdlib --product weir

test: ## Check everything: lint, imports, fresh generated/, small, medium and large tests
	@scripts/test.sh

test-engines: build ## Compare what is printed on DuckDB, PostgreSQL and Spark; RECORD=1 records Spark's rows anew
	@scripts/setup.sh --test --spark
	@.venv/bin/python Tests/Engines/compare.py --spark .venv-spark/bin/python $(if $(RECORD),--record)

lint: ## Check format and imports (swift format -i mends the format)
	@scripts/lint.sh

imports: ## Check imports against the table of rooms
	@python3 scripts/check_imports.py

demo: build ## Run the example platform from end to end
	@scripts/demo.sh

drill: build ## Kill runs and applies at every named instant and start them again; DRILL=run or apply
	@DRILL=$(DRILL) scripts/drill.sh

bench: setup ## Measure a release build; BENCH=name for one figure
	@scripts/bench.sh $(BENCH)

fuzz: setup ## Look for inputs that crash a parser, for ten minutes; FUZZ=spec or sql, FUZZ_SECONDS=n
	@scripts/fuzz.sh $(FUZZ)

up: build ## Start the laptop's own servers: PostgreSQL and the lake catalog
	@$(WEIR) up

down: ## Stop the laptop's own servers
	@if [ -x $(WEIR) ]; then $(WEIR) down; fi

clean: down ## Remove everything built, installed or started here
	@if [ -f .weir/postgres.location ]; then rm -rf "$$(cat .weir/postgres.location)"; fi
	rm -rf .build .venv .venv-spark .weir
