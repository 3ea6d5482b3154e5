"""Programs for those who work on promhooks; nothing here is needed at run time."""
