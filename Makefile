# Everything goes through tools/bootstrap.py, which does the set-up that is still needed and then the work.
# Options go in ARGS, for example: make run ARGS="--port 9000"   make test ARGS="-k vov"   make bench QUICK=1

# A Python that really runs: a version manager's shim can be on the path and not work.
PYTHON3 := $(shell for python in python3 python3.10 python3.11 python3.12 python3.13 python \
	/usr/bin/python3 /usr/local/bin/python3 "$$HOME"/.pyenv/versions/*/bin/python3; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 7))' >/dev/null 2>&1 && { echo "$$python"; break; }; done)
ARGS ?=
QUICK ?=
EVAL ?= $(LOOPBAANWIJZER_EVAL)
ESCO ?= $(LOOPBAANWIJZER_ESCO)
export PYTHON310

.DEFAULT_GOAL := help
.PHONY: help setup run chat test lint widget bench eval lock clean

help:
	@echo "make run     set up, train when needed, and start the assistant at http://127.0.0.1:8080"
	@echo "make test    set up and run all checks and tests"
	@echo "make chat    talk with the assistant in the terminal"
	@echo "make bench   measure it beside Rasa's starter project (shorter: QUICK=1; occupations too: ESCO=directory)"
	@echo "make eval    measure the understanding beside baselines (shorter: QUICK=1; also on data in EVAL=directory)"
	@echo "make lint    style and type checks only"
	@echo "make widget  build the web component again after a change in widget/ (needs Node)"
	@echo "make lock    make the lock files again after a change of dependencies"
	@echo "make clean   remove the environment, the caches and the trained models (conversations stay)"

bench eval: ARGS += $(if $(QUICK),--quick)
bench: ARGS += $(if $(ESCO),--esco "$(ESCO)")
eval: ARGS += $(if $(EVAL),--eval "$(EVAL)")

define BOOTSTRAP
@[ -n "$(PYTHON3)" ] || { echo "No working Python 3 was found. Install it, for example: apt-get install python3 python3-venv" >&2; exit 1; }
@exec "$(PYTHON3)" tools/bootstrap.py $@ $(ARGS)
endef

run:
	$(BOOTSTRAP)

test:
	$(BOOTSTRAP)

setup chat lint widget bench eval:
	$(BOOTSTRAP)

lock: setup
	@UV=$$([ -x .tools/bin/uv ] && echo .tools/bin/uv || echo uv); UV_SYSTEM_CERTS=1 .venv/bin/python tools/lock.py "$$UV"

clean:
	rm -rf .venv .tools .bootstrap.lock widget/node_modules models build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .rasa
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
