"""Drafts of Word and LibreOffice given back with comments at the words that findings speak of, or tracked changes."""
