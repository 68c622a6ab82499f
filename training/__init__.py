"""How the shipped models were made; needs torch, is not installed with the package."""
