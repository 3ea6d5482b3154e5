"""The findings of ``promhooks check`` in the forms that people and programs read, a module each with one function ``report``."""
