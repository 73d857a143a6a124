"""The cluster: connecting, kinds, objects applied and awaited. Nothing here knows charts or releases.

Requests go through urllib3's connections (connection.py), proxies and SOCKS too (transport/connect.py). Without what no
request asks for (transport/lean_http.py), urllib3 2.8 costs `status` and `list` 12 ms of processor time more than
http.client alone, where `list` of 500 releases has 105 and Helm's twice as much. Of the client libraries that are
kept, `kubernetes` (the official one) takes 126 MB and 170 ms to import, `kr8s` 160 ms, `lightkube` with httpx 100 ms:
each as long as all of our `list`, or longer. What they would add is little, and Helm has it otherwise: several
kubeconfigs merged and checked as client-go does (config.py, validate.py), flags above them, tokens, passwords,
certificates and impersonation (credentials.py), exec plugins of client.authentication.k8s.io (exec_plugin.py), whom to
trust (tls.py), proxies by Go's rules. Objects are sent and read as plain JSON, because charts hold kinds that no
library has classes for. Only commands that talk to a cluster import any of this.
"""
