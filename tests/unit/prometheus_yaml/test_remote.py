"""The sections remote_write and remote_read."""

from tests.unit.prometheus_yaml.sections import BASIC, config, read, section

WRITTEN = f"""
    version: 3.13.2
    remoteWrite:
    - url: http://far
      name: far
      remoteTimeout: 10s
      headers: {{b: x, a: y}}
      sendExemplars: true
      sendNativeHistograms: false
      {BASIC}
      bearerToken: old
      bearerTokenFile: /old
      authorization: {{type: Custom, credentials: {{name: login, key: token}}, credentialsFile: /token}}
      oauth2:
        clientId: {{secret: {{name: login, key: id}}}}
        clientSecret: {{name: login, key: secret}}
        tokenUrl: http://token
        scopes: [a]
        endpointParams: {{b: c}}
        proxyUrl: http://proxy
        tlsConfig: {{serverName: token}}
      sigv4: {{region: r, accessKey: {{name: login, key: access}}, secretKey: {{name: login, key: key}}, profile: p, roleArn: arn}}
      tlsConfig: {{ca: {{secret: {{name: login, key: ca}}}}, certFile: /cert, keyFile: /key, minVersion: TLS12}}
      proxyUrl: http://proxy
      proxyConnectHeader: {{X-A: [{{name: login, key: token}}]}}
      followRedirects: false
      enableHTTP2: false
      writeRelabelConfigs: [{{action: Drop, sourceLabels: [a], regex: b, separator: ''}}]
      queueConfig: {{capacity: 1, minShards: 2, maxShards: 3, maxSamplesPerSend: 4, batchSendDeadline: 5s, maxRetries: 6, minBackoff: 7s, maxBackoff: 8s, retryOnRateLimit: true}}
      metadataConfig: {{send: true, sendInterval: 1m, maxSamplesPerSend: 9}}
    """  # noqa: E501
GENERATED = """
    url: http://far
    name: far
    remote_timeout: 10s
    headers: {a: y, b: x}
    send_exemplars: true
    send_native_histograms: false
    basic_auth: {username: alice, password: p4ss}
    bearer_token: old
    bearer_token_file: /old
    authorization: {type: Custom, credentials: t0k3n, credentials_file: /token}
    oauth2:
      client_id: id-1
      client_secret: s3cr3t
      token_url: http://token
      scopes: [a]
      endpoint_params: {b: c}
      proxy_url: http://proxy
      tls_config: {server_name: token}
    sigv4: {region: r, access_key: AK, secret_key: SK, profile: p, role_arn: arn}
    tls_config: {ca_file: /etc/prometheus/certs/0_monitoring_login_ca, cert_file: /cert, key_file: /key, min_version: TLS12}
    proxy_url: http://proxy
    proxy_connect_header: {X-A: [t0k3n]}
    follow_redirects: false
    enable_http2: false
    write_relabel_configs: [{action: drop, source_labels: [a], regex: b, separator: ''}]
    queue_config: {capacity: 1, min_shards: 2, max_shards: 3, max_samples_per_send: 4, batch_send_deadline: 5s, min_backoff: 7s, max_backoff: 8s, retry_on_http_429: true}
    metadata_config: {send: true, send_interval: 1m, max_samples_per_send: 9}
    """  # noqa: E501


def test_every_field_of_remote_write() -> None:
    assert config(WRITTEN)["remote_write"] == [read(GENERATED)]


def test_the_second_protocol_sends_no_metadata_apart() -> None:
    assert section(config("{remoteWrite: [{url: u, messageVersion: V2.0, metadataConfig: {send: true}}]}"), "remote_write.metadata_config") == {"send": False}


def test_every_field_of_remote_read() -> None:
    spec = f"""
    remoteRead:
    - {{url: http://far, name: far, remoteTimeout: 10s, headers: {{a: b}}, requiredMatchers: {{c: d}}, readRecent: true, filterExternalLabels: false, {BASIC}}}
    """
    want = """
    {url: http://far, name: far, remote_timeout: 10s, headers: {a: b}, required_matchers: {c: d}, read_recent: true, filter_external_labels: false,
     basic_auth: {username: alice, password: p4ss}}
    """
    assert config(spec)["remote_read"] == [read(want)]
