// Placeholder so that the target exists; the module's first file replaces it.
