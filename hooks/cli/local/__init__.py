"""The local shell: children of the hooks become processes and files on this machine, as a kubelet would make them on a node."""
