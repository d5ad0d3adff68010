# The commands of this project. `make` alone lists them.
#
# Everything happens in .venv and var/ inside this folder; tools for the tests that pip cannot
# install come from the machine, or from Debian's packages when you are root.

.PHONY: help run test lint format bench clean
.SILENT:

export HOST ?= 127.0.0.1
export PORT ?= 8000
export QUESTIONS ?= 10000
export PYTHON TESTS

# Prints the path of a Python that is new enough, or one sentence and fails.
find_python = python=$$(sh deploy/local/find_python.sh) || exit 1

help:
	echo 'make run                  serve the sample magazine on http://$(HOST):$(PORT)  (HOST=, PORT=)'
	echo 'make test                 run every check and test on SQLite, PostgreSQL and in a browser'
	echo 'make test TESTS="tests/dates -k circa"      run a part of the tests on both engines'
	echo 'make lint                 run the quick checks only'
	echo 'make format               rewrite Python and templates in the project'\''s style'
	echo 'make bench                measure a throw-away site of $(QUESTIONS) synthetic questions  (QUESTIONS=)'
	echo 'make clean                remove .venv and caches; var/ with your data stays'
	echo 'PYTHON=/path/to/python    with any of them: the Python (3.11 or newer) to use'

run:
	$(find_python); exec "$$python" -m deploy.local.serve

test:
	$(find_python); exec "$$python" -m tests.runner

lint:
	$(find_python); exec "$$python" -m tests.runner lint

format:
	$(find_python); exec "$$python" -m tests.runner format

bench:
	$(find_python); exec "$$python" -m tests.runner bench

clean:
	rm -rf .venv .cache .pytest_cache .ruff_cache .hypothesis
