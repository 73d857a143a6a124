"""What each command does, callable from Python: options in, a result out, nothing printed."""
