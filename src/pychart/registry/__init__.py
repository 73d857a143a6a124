"""OCI registries: charts as artifacts in them (OCI distribution-spec 1.1, image-spec 1.1; Helm: pkg/registry).

The client is a small one of our own. The library that there is, oras from PyPI (0.2.43 was read and tried), does not
serve: it writes what it downloads to files without looking at sizes or digests (``download_blob``); it sets no time
limits; it tries again after 3, 5, 11, 29 and 83 seconds whatever went wrong; it sends the user's password to any realm
that a registry names, over http too; redirects are followed by requests itself; a token that expires during an upload
is asked for once and the second answer is not looked at; manifests are ``json.dumps`` with blanks, so that digests
would never be Helm's; and its credentials helpers have no time limit.
"""
