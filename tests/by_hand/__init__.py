"""Answers to the exercises, written by hand from the notebooks alone, before any look at the catalogue.

A module for each lesson:
    SETUP : what the notebook's first cell imports
    RIGHT : task -> {style: source}            WRONG : task -> {what is wrong, in words: source}
    MEANT : task -> {what is wrong, in words: names of the catalogue's mistakes, or titles of general
        messages, that say just that}; an answer without an entry is one that is not named, or not rightly
They are the measure of the diagnosis and are never used to build it. A module with SEEN is an exception: the
catalogue has learned from its answers since, so they are still tried but count no more, and fresh ones do.
"""
