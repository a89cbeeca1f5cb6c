# Needs Python 3.11 or newer and make; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo serve test docs messages pictures bench lock clean
.DEFAULT_GOAL := demo

demo: $(VENV)/installed ## build the example portfolio and say where to look
	@$(BIN)/vpl build -C examples/portfolio -o build
	@echo "Open build/sites/northwind/index.html in a browser, or run: make serve"

serve: $(VENV)/installed ## show the example portfolio in a browser
	@$(BIN)/vpl serve -C examples/portfolio

test: $(VENV)/installed ## everything that can be checked on this machine
	$(BIN)/python -m pytest -n auto

docs: $(VENV)/installed ## the documentation, with the pages that are made from the code
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict -q
	@echo "Open build/docs/index.html in a browser."

messages: $(VENV)/installed ## our sentences into the catalogues of all languages, and what still lacks a translation
	@$(BIN)/python -m tests.languages.messages

pictures: $(VENV)/installed ## the pictures of the README and the documentation anew, with Chromium
	@$(BIN)/python -m tests.site.pictures

bench: $(VENV)/installed build/zensical/installed ## what a site costs, ours beside others'; about two minutes
	@$(BIN)/python -m benchmarks.sites --accounts 1,10,100 --rounds 1 --zensical build/zensical/bin/zensical

# Where it cannot be installed the benchmark says so and goes without.
build/zensical/installed:
	@$(PYTHON) -m venv build/zensical
	-@build/zensical/bin/python -m pip install -q --disable-pip-version-check zensical
	@touch $@

# Of axe-playwright-python only axe-core is used; the browser driver that it wants is left out.
lock: $(VENV)/installed ## choose versions anew, within the ranges of pyproject.toml
	$(BIN)/python -m pip install -q "pip-tools>=7.4"
	$(BIN)/python -m piptools compile -q --extra test --generate-hashes --strip-extras \
	  --unsafe-package playwright --unsafe-package greenlet \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --no-header -U -o constraints.txt pyproject.toml
	@sed -i '/^$$/,$$d' constraints.txt

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/installed: constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("Python 3.11 or newer is needed, this is %d.%d. Try: make PYTHON=python3.12" % v[:2])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r constraints.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
