"""All service discoveries: where each stands in a ScrapeConfig and in a scrape job, and who builds it."""

from collections.abc import Callable
from typing import Any

from hooks.kinds.scrapeconfig import ScrapeConfigSpec
from hooks.prometheus_yaml.discovery import (
    azure,
    consul,
    digitalocean,
    dns,
    docker,
    dockerswarm,
    ec2,
    eureka,
    file,
    gce,
    hetzner,
    http,
    ionos,
    kubernetes,
    kuma,
    lightsail,
    linode,
    nomad,
    openstack,
    ovhcloud,
    puppetdb,
    scaleway,
    static,
)
from hooks.source import Source
from hooks.versions import Section

Builder = Callable[[Any, Source], Section]

DISCOVERIES: dict[str, tuple[str, Builder]] = {
    "static_configs": ("static_configs", static.discovery),
    "file_sd_configs": ("file_sd_configs", file.discovery),
    "http_sd_configs": ("http_sd_configs", http.discovery),
    "kubernetes_sd_configs": ("kubernetes_sd_configs", kubernetes.discovery),
    "consul_sd_configs": ("consul_sd_configs", consul.discovery),
    "dns_sd_configs": ("dns_sd_configs", dns.discovery),
    "ec2_sd_configs": ("ec2_sd_configs", ec2.discovery),
    "azure_sd_configs": ("azure_sd_configs", azure.discovery),
    "gce_sd_configs": ("gce_sd_configs", gce.discovery),
    "openstack_sd_configs": ("openstack_sd_configs", openstack.discovery),
    "digitalocean_sd_configs": ("digital_ocean_sd_configs", digitalocean.discovery),
    "kuma_sd_configs": ("kuma_sd_configs", kuma.discovery),
    "eureka_sd_configs": ("eureka_sd_configs", eureka.discovery),
    "docker_sd_configs": ("docker_sd_configs", docker.discovery),
    "dockerswarm_sd_configs": ("docker_swarm_sd_configs", dockerswarm.discovery),
    "linode_sd_configs": ("linode_sd_configs", linode.discovery),
    "hetzner_sd_configs": ("hetzner_sd_configs", hetzner.discovery),
    "nomad_sd_configs": ("nomad_sd_configs", nomad.discovery),
    "puppetdb_sd_configs": ("puppetdb_sd_configs", puppetdb.discovery),
    "lightsail_sd_configs": ("light_sail_sd_configs", lightsail.discovery),
    "ovhcloud_sd_configs": ("ovhcloud_sd_configs", ovhcloud.discovery),
    "scaleway_sd_configs": ("scaleway_sd_configs", scaleway.discovery),
    "ionos_sd_configs": ("ionos_sd_configs", ionos.discovery),
}
"""Field of the scrape job → (field of the ScrapeConfig, builder of one entry)."""

JSON_NAMES = dict(zip(ScrapeConfigSpec.__struct_fields__, ScrapeConfigSpec.__struct_encode_fields__, strict=True))


def discoveries(spec: ScrapeConfigSpec, source: Source) -> dict[str, Any]:
    """Fields of a :class:`ScrapeJob`, each a tuple of sections; a discovery that is not used is not there."""
    given = ((field, getattr(spec, attribute), builder) for field, (attribute, builder) in DISCOVERIES.items())
    return {field: tuple(builder(entry, source) for entry in entries) for field, entries, builder in given if entries}
