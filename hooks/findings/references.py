"""PH2xxx: Secrets and ConfigMaps that objects reference, and the certificates in them."""

from hooks.findings import Code, Severity

ABSENT = Code(
    "PH2001",
    Severity.ERROR,
    "A Secret or ConfigMap does not exist",
    "An object may reference only what lies in its own namespace. Without the value the job could not authenticate, so it is left out until it is there.",
    "Create it in the namespace of the object, or correct the name.",
)
KEY = Code(
    "PH2002",
    Severity.ERROR,
    "A Secret or ConfigMap lacks a key",
    "It exists, but not with the key that is referenced.",
    "Add the key, or correct its name in the reference.",
)
UNNAMED = Code(
    "PH2003",
    Severity.ERROR,
    "A reference names nothing",
    "The credentials are needed, and the reference does not say where they are.",
    "Write the name and the key of a Secret.",
)
ROOM = Code(
    "PH2004",
    Severity.ERROR,
    "The referenced values do not fit into one Secret",
    "The values that an object references are kept together in one Secret, which holds 1 MiB at most.",
    "Split the object, or reference smaller values.",
)
CERTIFICATE = Code(
    "PH2101",
    Severity.ERROR,
    "A value is no certificate",
    "Prometheus could not open a TLS connection with it, and every scrape would fail.",
    "Put a certificate in PEM format there.",
)
PRIVATE_KEY = Code(
    "PH2102",
    Severity.ERROR,
    "A value is no private key",
    "Prometheus can only read an unencrypted key in PEM format.",
    "Put an unencrypted private key in PEM format there.",
)
PAIR = Code(
    "PH2103",
    Severity.ERROR,
    "A private key does not belong to its certificate",
    "Both can be read, but a TLS connection with them would fail.",
    "Put the key there that the certificate was made for.",
)
