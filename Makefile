# Every command sets up what it needs first; the second time that takes no time. `make help` lists them.

PYTHON ?= $(shell sh packaging/find-python.sh)
BIN := .venv/bin
READY := .venv/.ready
# Programs and installers are made in an environment that holds nothing but what goes into them and what makes them.
BUILD_PYTHON := build/venv/bin/python
BUILD_READY := build/venv/.ready
UV_VERSION := 0.13.9
DEMO_OUT ?= demo-out
CODE := respondent_app tests bench packaging

.DEFAULT_GOAL := help
.PHONY: help demo test soak run check lint format types architecture bench screenshots lock setup clean bundle deb windows licences bench-bundle release

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

demo: $(READY) ## do the whole job once with sample answers, into demo-out/, and open it if there is a screen
	@$(BIN)/respondent-app demo --out "$(DEMO_OUT)"
	@if sh packaging/linux/has-screen.sh; then $(BIN)/respondent-app "$(DEMO_OUT)/example.response"; fi

test: $(READY) ## run all tests without a screen (ARGS="tests/model -k marks" runs some)
	@sh packaging/linux/programs.sh packaging/linux/test-programs.txt
	@$(BIN)/python -m pytest -n auto --maxprocesses 8 $(ARGS)

# How much more than `make test` does: each number belongs to one test, which reads it from its environment.
SOAK := RESPONDENT_KILLS=3000 RESPONDENT_POWER_CUTS=400 RESPONDENT_BIT_FLIPS=400 RESPONDENT_PUBLISHING=1000 \
	RESPONDENT_MERGE_CASES=50000 RESPONDENT_MACHINE_CASES=10000 RESPONDENT_WINDOW_KILLS=100 \
	RESPONDENT_DISCLOSURE_CASES=5000 RESPONDENT_PDF_CASES=300 RESPONDENT_TYPED_SEARCHES=5000 RESPONDENT_FORM_CASES=3000 \
	RESPONDENT_MAIL_CASES=3000
SOAKED := tests/drafts tests/privacy tests/past_answers tests/exports tests/templates tests/sending \
	tests/session/test_user_plays.py tests/journeys/test_killed.py

soak: $(READY) ## break drafts and packages for an hour: thousands of kills, cuts and random edits (ARGS="-k merge" runs some)
	@sh packaging/linux/programs.sh packaging/linux/test-programs.txt
	@$(SOAK) $(BIN)/python -m pytest -n auto --maxprocesses 8 --timeout 7200 $(SOAKED) $(ARGS)

run: $(READY) ## open the app (FILE=my.response opens a response)
	@$(BIN)/respondent-app $(FILE)

check: lint types architecture test ## everything that must be right before a change is handed in

lint: $(READY) ## check style and form, and print how large functions and files are
	@$(BIN)/python -m tests.architecture.size
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(READY) ## put the code into the agreed form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

types: $(READY) ## check types, strictly
	@$(BIN)/mypy

architecture: $(READY) ## check who may import whom, and who alone may do what
	@$(BIN)/python -m pytest -q tests/architecture

bench: $(READY) ## measure against simple floors and peers, which it installs first (PARTS="start reading" runs some)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.lock
	@$(BIN)/python -m bench $(PARTS)

screenshots: $(READY) ## make the pictures of the documentation, light and dark
	@$(BIN)/python packaging/screenshots.py docs/user-guide/images

lock: $(READY) ## renew requirements/*.lock after pyproject.toml changed (UPGRADE=--upgrade takes newer releases)
	@$(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	@$(BIN)/uv pip compile pyproject.toml $(UPGRADE) $(LOCK_OPTIONS) --output-file requirements/runtime.lock
	@$(BIN)/uv pip compile pyproject.toml $(UPGRADE) $(LOCK_OPTIONS) --extra dev --output-file requirements/development.lock
	@$(BIN)/uv pip compile pyproject.toml $(UPGRADE) $(LOCK_OPTIONS) --extra dev --extra bench --output-file requirements/bench.lock
	@$(BIN)/uv pip compile pyproject.toml $(UPGRADE) $(LOCK_OPTIONS) $(AS_TESTED) --extra bundle --extra release --output-file requirements/bundle.lock
	@$(BIN)/uv pip compile pyproject.toml $(UPGRADE) $(WINDOWS_OPTIONS) $(AS_TESTED) --extra bundle --output-file requirements/windows.lock

# One lock for all systems and Pythons; hashes, but no name of a host, so that a mirror serves as well.
AS_TESTED := --constraints requirements/development.lock
COMMON_OPTIONS := --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
LOCK_OPTIONS := $(COMMON_OPTIONS) --universal --python-version 3.11
# The Windows packages are also made on other systems, where pip would read the conditions in a lock as that system's.
WINDOWS_OPTIONS := $(COMMON_OPTIONS) --python-platform x86_64-pc-windows-msvc --python-version 3.13

bundle: $(BUILD_READY) ## make the folder dist/respondent that runs without Python, on the system this is
	@sh packaging/linux/programs.sh packaging/linux/build-programs.txt
	@$(BUILD_PYTHON) packaging/bundle/prepare.py build/bundle
	@$(BUILD_PYTHON) packaging/bundle/make_bundle.py

deb: bundle ## make the Debian package, and as root try it in a fresh Debian (PICTURE=file.png takes a picture)
	@$(BUILD_PYTHON) packaging/linux/make_deb.py
	@if [ "$$(id -u)" = 0 ]; then $(BUILD_PYTHON) packaging/linux/try_deb.py dist/respondent-app_*.deb $(PICTURE); \
		else echo "It was not tried in a fresh Debian: that needs root."; fi

windows: $(BUILD_READY) ## make the Windows setup and MSI under Wine, and try them there (PICTURES=folder takes pictures)
	@sh packaging/linux/programs.sh packaging/windows/build-programs.txt
	@$(BUILD_PYTHON) packaging/windows/make_windows.py $(PICTURES)

bench-bundle: bundle ## measure the bundle against a bare window that is bundled the same way
	@$(BUILD_PYTHON) packaging/bundle/bench_bundle.py

licences: $(BUILD_READY) ## collect the notices of all parts, and stop at a licence that is not allowed
	@$(BUILD_PYTHON) packaging/bundle/prepare.py build/bundle

setup: $(READY) ## prepare .venv with the locked dependencies, without doing anything else

$(READY): requirements/development.lock pyproject.toml packaging/set_up.py packaging/linux/libraries.txt
	@sh packaging/linux/system-libraries.sh "$(PYTHON)"
	@"$(PYTHON)" packaging/set_up.py

$(BUILD_READY): requirements/bundle.lock packaging/linux/libraries.txt
	@sh packaging/linux/system-libraries.sh "$(PYTHON)"
	@"$(PYTHON)" packaging/set_up.py build

release: $(BUILD_READY) ## write checksums and the checklist for what make deb and make windows left in dist/
	@cp build/bundle/licences/sbom.cdx.json dist/sbom-linux.cdx.json
	@cp build/windows/bundle/licences/sbom.cdx.json dist/sbom-windows.cdx.json
	@$(BUILD_PYTHON) packaging/release.py
	@$(BUILD_PYTHON) packaging/release.py --check

clean: ## remove what the commands made, except .venv
	rm -rf demo-out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
