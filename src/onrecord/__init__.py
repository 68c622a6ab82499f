"""OnRecord keeps a negotiation as a sourced record."""

__version__ = "0.1.0"
