# Short names for the commands of dev.py, which runs where there is no make.
PYTHON ?= python3

.PHONY: demo test test-deep lint bench bench-large docs lock
demo test test-deep lint bench bench-large docs lock:
	@$(PYTHON) dev.py $@
