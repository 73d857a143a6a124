"""Chart repositories: static folders of archives with an index."""
