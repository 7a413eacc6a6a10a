"""The Django app that owns the player's tables."""

from django.apps import AppConfig


class PlayerConfig(AppConfig):
    name = "olxkit.player"
    label = "olxkit_player"
    default_auto_field = "django.db.models.BigAutoField"
