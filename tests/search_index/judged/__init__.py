"""Searches of the sample directory with what a careful reader would want from them: see README.md."""
