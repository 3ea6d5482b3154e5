"""PrometheusRules → rule files in ConfigMaps: what is wrong with them, how they are written, and the label that a workload enforces on them."""

from hooks.rules.check import check
from hooks.rules.config_maps import Owner, config_maps, folders
from hooks.rules.selected import RuleFiles, selected

__all__ = ["Owner", "RuleFiles", "check", "config_maps", "folders", "selected"]
