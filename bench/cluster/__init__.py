"""The whole way on a real API server: from an object of a user to the Secret or ConfigMap that Prometheus or Alertmanager reads."""
