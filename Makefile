# Everything a person types here; `make help` says what there is. Plain make and sh: GNU make 3.81 of macOS will do.

PORT ?= 5000
N ?= 10000
PYTHON = .venv/bin/python
SHELL = /bin/sh

.PHONY: help run test lint bench assets lock
.NOTPARALLEL:

help:
	@echo "make run      the portal with invented people on http://127.0.0.1:5000 (PORT=5001 for another port)"
	@echo "make test     every test, in a real browser and on both stores too"
	@echo "make lint     what the house asks of the code"
	@echo "make bench    how fast it is, as JSON lines (N=1000 for fewer services, MORE=100000 to see how it grows)"
	@echo "make assets   compile the CSS and JavaScript anew (needs npm)"
	@echo "make lock     write the lock files anew from pyproject.toml (UPGRADE=--upgrade for newer versions)"

run:
	@sh .ci/prepare requirements.lock "$(PORT)"
	@PORT="$(PORT)" exec sh .ci/serve

test:
	@sh .ci/prepare requirements-dev.lock
	@sh .ci/browser
	@$(PYTHON) -m pytest -n 2 --dist worksteal

lint:
	@sh .ci/prepare requirements-dev.lock
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy --strict directory_data search_index portal/rules
	$(PYTHON) -m mypy portal wsgi.py
	@$(PYTHON) .venv/bin/lint-imports
	$(PYTHON) -m deptry .
	$(PYTHON) -m djlint --lint templates

bench:
	@sh .ci/prepare requirements-dev.lock
	@$(PYTHON) -m tests.bench $(N) $(MORE)

assets:
	@command -v npm >/dev/null || { echo "make assets needs npm, which comes with Node.js; the compiled files are in portal/static, so running and testing do without." >&2; exit 2; }
	cd portal/assets && npm ci --ignore-scripts && npm run build

LOCK = $(PYTHON) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header $(UPGRADE)

lock:
	@sh .ci/prepare requirements-dev.lock
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock
