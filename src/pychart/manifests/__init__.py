"""Rendered text as Kubernetes manifests: split, checked, ordered, with hooks set apart."""
