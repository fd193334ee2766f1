"""The store's history: one file per change of its tables, and how they are run."""
