"""What slices show in Django's admin site."""

from __future__ import annotations

from typing import Any

from django.contrib import admin


class ReadOnly(admin.ModelAdmin):
    """Lists and shows; adds, changes and deletes nothing, since every write goes through a slice's api."""

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False
