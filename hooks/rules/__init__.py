"""PrometheusRules → rule files in ConfigMaps: what is wrong with them, how they are written, and the label that a workload enforces on them."""

from hooks.rules.check import Standard, check
from hooks.rules.config_maps import Owner, config_maps, folders
from hooks.rules.selected import RuleFiles, selected

__all__ = ["Owner", "RuleFiles", "Standard", "check", "config_maps", "folders", "selected"]
