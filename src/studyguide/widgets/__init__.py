"""The widgets: each an ES module with two hosts.

In Jupyter `anywidget` draws the module and keeps it in step with Python. On the page the module is drawn by
``frontend/assets/host.js`` from the widget's first state, which stands in the page beside a static figure and table.
"""

from .count_or_share import CountOrShare
from .estimate_bench import EstimateBench
from .factions import Factions
from .map import TownMap
from .timeline import Timeline
from .two_witnesses import TwoWitnesses
from .who_is_speaking import WhoIsSpeaking
from .words import Words

__all__ = ["CountOrShare", "EstimateBench", "Factions", "Timeline", "TownMap", "TwoWitnesses", "WhoIsSpeaking", "Words"]
