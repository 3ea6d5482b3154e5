"""Random input for everything that reads what strangers write, judged by the programs' own code. `make fuzz SECONDS=…` runs it for longer."""
