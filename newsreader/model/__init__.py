"""What the program talks about: frozen dataclasses, no I/O, nothing but the standard library."""
