# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PORT ?= 8000
TEST_VAR ?= $(CURDIR)/var/test
# What PyPI can't give. Debian and Ubuntu names; on macOS: brew install pango (and Chromium for the tests).
PDF_LIBRARIES := libpangoft2-1.0-0 libharfbuzz-subset0
# What the browser's driver needs beside Chromium.
DRIVER_LIBRARIES := libatomic1

.PHONY: venv demo test test-long bench lint screenshots test-venv pdf-libraries chromium made

venv: $(VENV)/.run made

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Ohjaamo needs Python 3.11 or newer."; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh .ci/apt-install python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt | $(VENV)/bin/python
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/.test: requirements/test.txt | $(VENV)/bin/python
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@ $(VENV)/.run

# What is made from sources and kept out of git: compiled texts, and the screen's part of the typeface.
made: static/fonts/noto-sans.woff2
	@DATABASE_URL=postgresql:///none $(RUN) manage.py compile_messages

static/fonts/noto-sans.woff2: ohjaamo/typeface.py | $(VENV)/.run
	@$(RUN) -m ohjaamo.typeface static/fonts

pdf-libraries: | $(VENV)/.run
	@$(RUN) -c 'import weasyprint' >/dev/null 2>&1 || sh .ci/apt-install $(PDF_LIBRARIES)

chromium: | $(VENV)/.test
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || sh .ci/apt-install chromium
	@$(RUN) -m playwright --version >/dev/null 2>&1 || sh .ci/apt-install $(DRIVER_LIBRARIES)

demo: venv pdf-libraries
	@$(RUN) manage.py demo --port $(PORT)

test-venv: $(VENV)/.test made pdf-libraries chromium

lint: $(VENV)/.test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	git ls-files -z 'templates/*.html' | xargs -0 $(VENV)/bin/djade --check --target-version 5.2
	DATABASE_URL=postgresql:///none $(VENV)/bin/mypy

test: test-venv lint
	OHJAAMO_VAR=$(TEST_VAR) OHJAAMO_FORGETFUL_DATABASE=1 $(RUN) -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-long: test-venv
	OHJAAMO_VAR=$(TEST_VAR) OHJAAMO_FORGETFUL_DATABASE=1 $(RUN) -m pytest -m long

bench: test-venv
	OHJAAMO_VAR=$(TEST_VAR) OHJAAMO_FORGETFUL_DATABASE=1 $(RUN) -m pytest -m bench

screenshots: test-venv
	mkdir -p docs/screenshots
	OHJAAMO_SCREENSHOTS=docs/screenshots OHJAAMO_VAR=$(TEST_VAR) OHJAAMO_FORGETFUL_DATABASE=1 $(RUN) -m pytest tests/browser

# For the maintainer, after a change in pyproject.toml: names and hashes only, no addresses.
PIN := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q --extra demo
requirements: ; $(PIN) -o requirements/run.txt && $(PIN) --group test --group lint -c requirements/run.txt -o requirements/test.txt
.PHONY: requirements
