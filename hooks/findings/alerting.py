"""PH5xxx: alertmanager.yaml and AlertmanagerConfig: routes, receivers, time intervals."""
