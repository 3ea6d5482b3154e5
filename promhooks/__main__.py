"""``python -m promhooks``."""

from promhooks import main

main()
