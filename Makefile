# Everything a newcomer needs; CI calls the same targets. `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONTAINER ?= docker
IMAGE ?= ghcr.io/promhooks/promhooks:0.1.0
CONFORMANCE := ../shared/conformance
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

$(VENV)/.ready: requirements.txt requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "promhooks needs Python 3.11 or later, found $$($(PYTHON) -V); set PYTHON="; exit 1; }
	@echo "setup: virtual environment in $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setup: installing the requirements"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@
	@echo "setup: done, the command is $(BIN)/promhooks"

.PHONY: setup
setup: $(VENV)/.ready ## make .venv with the promhooks command

.PHONY: programs
programs: setup ## get prometheus, promtool, alertmanager and amtool (from PATH, Debian, or built)
	@$(BIN)/promhooks programs

.PHONY: judge
judge: setup ## build the last judge: the code of Prometheus and Alertmanager that checks ask (minutes the first time)
	@$(BIN)/promhooks programs judge

.PHONY: fuzz
fuzz: judge ## random input for SECONDS (default 50), judged by the programs' own code; SEED for other numbers
	@SECONDS=$(or $(SECONDS),50) $(BIN)/pytest tests/fuzz -q -p no:randomly

.PHONY: soak
soak: judge ## the hook server for SECONDS (default 120) under load, with kills, rotation and garbage
	@$(BIN)/python -m tests.soak --seconds $(or $(SECONDS),120) --seed $(or $(SEED),1)

.PHONY: run
run: setup ## the main job: the example, live, on real programs, without a cluster
	@$(BIN)/promhooks run --yes examples/my-app

.PHONY: check
check: setup ## format, lint, types, borders, generated files
	@echo "check: format and lint"; $(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .
	@echo "check: types"; $(BIN)/mypy
	@echo "check: borders"; $(BIN)/lint-imports --no-logo
	@echo "check: generated files"; $(BIN)/python -m tools.crdgen --check && $(BIN)/python -m tools.addon --check && $(BIN)/python -m tools.findings --check && $(BIN)/python -m tools.chart --check && $(BIN)/python -m tools.reference --check

.PHONY: addon
addon: setup ## write the controllers of deploy/addon anew from compositecontrollers
	@$(BIN)/python -m tools.addon

.PHONY: chart
chart: setup ## write the table of values of the Helm chart anew
	@$(BIN)/python -m tools.chart

.PHONY: crds
crds: setup ## write crds/ anew from hooks/kinds
	@$(BIN)/python -m tools.crdgen

.PHONY: findings
findings: setup ## write docs/findings.md anew from hooks/findings and tests/findings
	@$(BIN)/python -m tools.findings

.PHONY: reference
reference: setup ## write the pages of settings, options, metrics and rights anew
	@$(BIN)/python -m tools.reference

.PHONY: docs
docs: setup ## the documentation as a site in build/site; a broken link is an error
	@test -x build/venv/bin/zensical || { $(PYTHON) -m venv build/venv && build/venv/bin/pip install --quiet --disable-pip-version-check -r requirements-docs.txt; }
	@$(BIN)/python -m tools.site
	@build/venv/bin/zensical build --strict --clean -f build/zensical.toml

.PHONY: image
image: ## build the image (IMAGE=, CONTAINER=podman; PLATFORMS=linux/amd64,linux/arm64 needs buildx and pushes)
	$(CONTAINER) $(if $(PLATFORMS),buildx build --platform $(PLATFORMS) --push,build) -t $(IMAGE) .

.PHONY: lock
lock: setup ## write requirements.lock anew from requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header requirements.txt -o requirements.lock
	@sed -i '1i # Everything that the image installs, transitive requirements too, with the hashes of all files. Made by `make lock` from requirements.txt; do not edit.' requirements.lock

.PHONY: test
test: setup programs judge ## all tests that need no cluster, on real programs
	@$(BIN)/pytest -m "not cluster and not node" --randomly-seed=1
	@if [ -d $(CONFORMANCE) ]; then $(BIN)/python -m tests.conformance $(CONFORMANCE) && $(BIN)/python -m tests.conformance.report $(CONFORMANCE) --check; else echo "conformance: skipped, there is no $(CONFORMANCE)"; fi

.PHONY: screenshots
screenshots: setup ## write docs/images anew: the console in a real browser, light and dark
	@$(BIN)/promhooks programs --pinned prometheus alertmanager
	@$(BIN)/pytest tests/console --update-screenshots -q -p no:randomly -k "story or told or query or reason"

.PHONY: test-cluster
test-cluster: setup ## the tests against a real kube-apiserver (built at first use); METACONTROLLER=, METACONTROLLER_CRDS=, PO= and KUBE_PROMETHEUS= name the real ones
	@$(BIN)/promhooks programs --pinned etcd kube-apiserver kubectl helm prometheus promtool alertmanager amtool
	@$(BIN)/pytest tests/cluster --verbose --numprocesses=2 --dist=loadfile --no-loadscope-reorder -p no:randomly

.PHONY: test-node
test-node: setup ## promhooks on a real Kubernetes node in namespaces of its own (root; builds for 15 minutes at first use)
	@$(BIN)/promhooks programs --pinned etcd kube-apiserver kubectl kubelet kube-proxy kube-controller-manager kube-scheduler prometheus promtool alertmanager prometheus-config-reloader
	@$(BIN)/pytest tests/node --verbose -p no:randomly

.PHONY: compatibility
compatibility: setup ## write docs/compatibility.md anew from the recorded cases
	@$(BIN)/python -m tests.conformance.report $(CONFORMANCE)

.PHONY: bench
bench: judge ## figures side by side, as ratios
	@$(BIN)/python -m bench && $(BIN)/python -m bench.judge && $(BIN)/python -m bench.commands && $(BIN)/python -m bench.console

.PHONY: bench-cluster
bench-cluster: setup ## the same on a real API server: ARGS="--count 10000", METACONTROLLER=, METACONTROLLER_CRDS=, PO=
	@$(BIN)/promhooks programs --pinned etcd kube-apiserver kubectl
	@$(BIN)/python -m bench.cluster $(ARGS)
