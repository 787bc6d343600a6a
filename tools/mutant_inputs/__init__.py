"""Random inputs for the mutation test (`python -m tools.mutants`), written apart from the checks' own probes.

A module for each lesson: INPUTS, name of a task -> draw(rng), which gives the arguments of one call.
"""
