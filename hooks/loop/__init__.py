"""What Metacontroller and the API server do, in memory and without a network: for a laptop, for CI and for tests. :class:`hooks.loop.loop.Loop` is the door."""
