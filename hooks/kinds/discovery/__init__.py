"""The service discoveries of a ScrapeConfig, a module each."""
