"""A pre-call checklist and a guide through the USCIS Contact Center phone menu."""

__version__ = "0.1.0"
