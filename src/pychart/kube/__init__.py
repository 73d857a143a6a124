"""The cluster: connecting, kinds, objects applied and awaited. Nothing here knows charts or releases.

Requests go through the standard library's http.client and ssl. Of the client libraries that are kept, `kubernetes` (the
official one) takes 126 MB and 170 ms to import, `kr8s` 160 ms, `lightkube` with httpx 100 ms: each longer than all of
Helm's `list` of 500 releases, of which http.client is 10. What they would add is little, and Helm has it otherwise:
several kubeconfigs merged and checked as client-go does (config.py, validate.py), flags above them, tokens, passwords,
certificates and impersonation (credentials.py), exec plugins of client.authentication.k8s.io (exec_plugin.py), TLS
(tls.py), proxies by Go's rules (dial.py). Objects are sent and read as plain JSON, because charts hold kinds that no
library has classes for. Only commands that talk to a cluster import any of this.
"""
