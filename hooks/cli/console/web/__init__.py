"""The console's pages over HTTP: routes, templates, and who may ask. What is on a page is decided beside this package, by pure functions."""
