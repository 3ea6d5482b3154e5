"""PH4xxx: PrometheusRules: groups, expressions, templates."""
