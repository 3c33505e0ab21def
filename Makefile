# `make demo` shows the whole path once, `make run` starts the service, `make test` runs everything that has to pass.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT
export OMP_NUM_THREADS := 1

.PHONY: install dev demo run test lint parses reference calibration pack clean

$(VENV)/installed: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed; name it with PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on -r requirements.txt
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on -r requirements-dev.txt
	@touch $@

install: $(VENV)/installed

dev: $(VENV)/installed-dev

demo: install
	@$(BIN)/python manage.py demo

run: install
	@$(BIN)/python manage.py prepare --to-serve
	@PATH="$(CURDIR)/$(BIN):$$PATH" exec $(BIN)/honcho start

test: dev
	$(BIN)/python -m pytest

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy eventapi events workers
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null

# The parsed lines that the extraction tests read; look at the difference before you commit it.
parses: dev
	UPDATE_PARSES=1 $(BIN)/python -m pytest tests/extraction

# The model pack, from the treebanks and texts in DATA (workers/training/README.md); an hour or two on two cores.
pack: dev
	$(BIN)/python -m workers.training all --data "$(DATA)"

# The scores that the tests hold every version to; read the printed changes before you commit the file.
reference: install
	$(BIN)/python manage.py evaluate tests/gold --freeze tests/gold/reference.json

# The weights of the confidence: fitted on one half of the gold, shown on the other.
calibration: install
	$(BIN)/python manage.py calibrate tests/gold/dev --check tests/gold/heldout

clean:
	rm -rf $(VENV) var
