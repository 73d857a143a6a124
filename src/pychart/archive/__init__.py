"""Chart archives: .tgz to files and back, safely and reproducibly."""
