"""The bundled feed that a first start shows."""
