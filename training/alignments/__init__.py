"""How link/likeness.json was made."""
