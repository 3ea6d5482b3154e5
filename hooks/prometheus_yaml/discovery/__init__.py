"""Where a ScrapeConfig finds its targets: one module a service discovery, each with its section of the file and ``discovery``, which builds it."""
