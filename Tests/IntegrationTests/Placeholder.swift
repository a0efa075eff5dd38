// Placeholder so that the target exists; the first test file replaces it.
