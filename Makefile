# Each target is a command of course.py, which also runs without make: python course.py TARGET
PYTHON ?= $(shell command -v python3 || command -v python)
COMMANDS := lab test notebooks exercises assets handout grade nbgrader restore models bench bench-sliders lint test-floors lock env

ifeq ($(strip $(PYTHON)),)
$(error Python 3.11 or newer is needed and none was found. Install it from https://www.python.org/downloads/ and run make again)
endif

.DEFAULT_GOAL := help
.PHONY: help $(COMMANDS)

help:
	@"$(PYTHON)" course.py

$(COMMANDS):
	@"$(PYTHON)" course.py $@ $(NOTEBOOK) $(ARGS)
