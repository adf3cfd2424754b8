"""What an instructor shows, scene by scene: scripts, where one is in them, and whether they hold.

Nothing here draws: `widgets.demo` puts a deck on the screen.
"""
