"""Matching: which groups can be offered to a case, in which order and why, and why the others cannot."""
