"""OCI registries: charts as artifacts in them (OCI distribution-spec 1.1, image-spec 1.1; Helm: pkg/registry).

The client is a small one of our own. The library that there is, oras from PyPI (0.2.43), does not serve. Tried: it
stored a blob whose content was not what its digest says. Read in its source, not tried: it sets no time limits;
it tries again after 3, 5, 11, 29 and 83 seconds whatever went wrong; it sends the user's password to any realm that a
registry names, over http too; redirects are followed by requests itself; its credentials helpers have no time limit.
Whether its manifests could have Helm's digests was not tried.
"""
