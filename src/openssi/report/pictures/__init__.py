"""Geometry of the pictures: where things stand, never what they are worth."""
