"""The Django app of the store."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables under the short prefix `store_`."""

    name = "hueandcry.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
