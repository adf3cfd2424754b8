# Two commands: `make lab` to learn, `make test` to build on it. `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8888
BROWSERS ?= 2
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# What the browser tests and the stills need from Debian.
DEBIAN := chromium libegl1 libgl1-mesa-dri

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help lab test check unit long lessons browser bench models format claims system clean

help: ## list the verbs
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

lab: .venv/lab.stamp ## open the lessons in JupyterLab (PORT=8888)
	$(BIN)/l45 lab --folder lessons --port $(PORT)

test: system check unit lessons browser ## everything that must hold: check, unit, lessons, browser

check: .venv/test.stamp ## format, lint, types, import contract, evidence tables
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/l45 check

unit: .venv/test.stamp ## unit tests and doctests, on all cores
	$(BIN)/pytest -n auto --dist loadfile

long: .venv/test.stamp ## what takes minutes: generated cases by the thousand, killed kernels
	$(BIN)/pytest -m 'long and not browser' -n auto
	$(BIN)/pytest -m 'long and browser' tests/browser

lessons: .venv/test.stamp ## run every lesson and compare what it claims
	$(BIN)/pytest --nbval --nbval-current-env --nbval-sanitize-with nbval.cfg lessons

browser: .venv/test.stamp ## drive widgets and every lesson in Chromium (BROWSERS=2 at a time)
	$(BIN)/pytest -m 'browser and not long' -n $(BROWSERS) --dist loadfile tests/browser

bench: .venv/bench.stamp ## measure against the budgets, as ratios
	$(BIN)/python -m tests.bench.bench

models: .venv/lab.stamp ## build models3d/, the ready-made default spine
	$(BIN)/l45 models models3d

format: .venv/test.stamp ## put the code into its form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

claims: .venv/lab.stamp ## rerun the lessons and store what they claim
	$(BIN)/python tools/tidy_lessons.py lessons/*.ipynb

system: ## install Chromium and EGL for the tests (Debian, as root; else say what to do)
	@missing=""; for package in $(DEBIAN); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q '^install ok installed' \
	    || missing="$$missing $$package"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "installing$$missing"; apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing \
	    || echo "Not installed:$$missing. What needs them is skipped, and says so."; \
	else \
	  echo "Not found as Debian packages:$$missing"; \
	  echo "On Debian or Ubuntu, as root: apt-get update && apt-get install$$missing"; \
	  echo "Elsewhere: any Chromium or Chrome on the path, or its file named in L45_CHROMIUM."; \
	  echo "Without them the tests that draw or browse are skipped, and say so."; \
	fi

clean: ## remove what was built here, the environment included
	rm -rf .venv dist artefacts .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/lab.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; \
	  v >= (3, 11) or sys.exit("l45anatomy needs Python 3.11 or later, $(PYTHON) is %d.%d: make lab PYTHON=python3.12" % v[:2])'
	$(PYTHON) -m venv .venv
	@echo "installing into .venv: about 1 GB, one or two minutes the first time"
	$(PIP) --editable .
	@touch $@

.venv/test.stamp: .venv/lab.stamp
	$(PIP) --editable '.[check,test]'
	@touch $@

.venv/bench.stamp: .venv/test.stamp
	$(PIP) --editable '.[bench]'
	@touch $@
