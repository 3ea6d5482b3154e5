"""The chain as a graph: what is selected, found, scraped, evaluated and told, each thing a node with a state, from the objects and what was observed.

Pure: the same objects and observations give the same graph. ``of_objects`` knows what is written, ``observed`` adds what runs.
"""
