"""What the slices' pages in Django's admin site share."""

from __future__ import annotations

from typing import Any

from django.contrib import admin


class LookAndDelete(admin.ModelAdmin):
    """Lists, shows and deletes; every other write goes through the slice's api."""

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


class ReadOnly(LookAndDelete):
    """Lists and shows; adds, changes and deletes nothing."""

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False
