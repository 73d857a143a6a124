"""Releases: what is kept of them in the cluster, and the steps that installing, upgrading and removing are made of."""
