"""Where values come from and how they are merged and checked."""
