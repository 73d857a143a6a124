"""What a traced render tells: undefined and unused values, source maps, where a field comes from."""
