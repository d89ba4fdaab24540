# Thin on purpose: each target calls one script, each script can be read and run by itself.
# Where things are built: CARGO_TARGET_DIR, by default one folder outside the checkout (scripts/env.sh).
.DEFAULT_GOAL := help
.PHONY: help setup run test dev bench lint

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 8

setup: ## install what building, running and testing need
	@scripts/setup.sh run test

run: ## build a release, load the samples, serve on 127.0.0.1:3000
	@scripts/run.sh

test: ## all checks: format, architecture, clippy, both databases, HTTP, browser
	@scripts/test.sh

dev: ## serve a debug build, rebuilt when a source changes
	@scripts/dev.sh

bench: ## measure, against the bare libraries
	@scripts/bench.sh

lint: ## format, architecture and clippy only
	@scripts/test.sh lint
