"""What the player says when it cannot start or cannot open an archive."""


class PlayerError(Exception):
    """A sentence for the person at the terminal: what is wrong and what to do. Never shown as a traceback."""
