"""Settings: what a writer or a project wants looked at, and how seriously.

`load_settings(start)` finds the files that speak for a draft; `merge` lays flags over them; `check_names` holds them
against the rules there are.
"""

from sharedground.settings.files import find_settings_file, load_settings, load_settings_file
from sharedground.settings.merging import merge
from sharedground.settings.model import Accepted, PerFile, Settings
from sharedground.settings.names import check_names, place_of_entry

__all__ = [
    "Accepted",
    "PerFile",
    "Settings",
    "check_names",
    "find_settings_file",
    "load_settings",
    "load_settings_file",
    "merge",
    "place_of_entry",
]
