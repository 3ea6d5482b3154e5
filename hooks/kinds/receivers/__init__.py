"""The receivers of an AlertmanagerConfig, a module each."""
