"""Pictures, tables and words of a case; each view takes a value and gives text or pixels."""
