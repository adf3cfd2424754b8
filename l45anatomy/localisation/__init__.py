"""From findings back to what is caught: root or nerve, side, level, zone and cause."""
