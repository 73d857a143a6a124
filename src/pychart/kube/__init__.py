"""The cluster: connecting, kinds, objects applied and awaited. Nothing here knows charts or releases.

The client library is lightkube. Of the libraries that are kept, `kubernetes` (the official one) has the most complete
reading of kubeconfigs, but takes 126 MB and 170 ms to import, which is longer than Helm's whole `list`; `kr8s` is
asynchronous inside, takes 160 ms and refuses passwords; `lightkube` takes 100 ms and a few megabytes, and lets us put a
connection together from parts. It gives connections, TLS, proxies, tokens, in-cluster credentials and their renewal. We
add what it lacks and Helm has (config.py, credentials.py): several kubeconfigs merged, contexts without a user, exec
plugins of client.authentication.k8s.io/v1 and with certificates, impersonation, the flags. Objects are sent and read as
plain JSON, because charts hold kinds that no library has classes for. Only commands that talk to a cluster import it.
"""
