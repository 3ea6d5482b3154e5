"""The API group monitoring.coreos.com: what users write, as frozen types. The CRDs are generated from here."""
