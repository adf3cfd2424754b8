"""Solids as fields, placements, curves and meshes; no anatomy in here."""
