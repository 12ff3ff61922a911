"""The widgets: each an ES module with two hosts.

In Jupyter `anywidget` draws the module and keeps it in step with Python. On the page the module is drawn by
``frontend/assets/host.js`` from the widget's first state, which stands in the page beside a static figure and table.
"""

from .estimate_bench import EstimateBench

__all__ = ["EstimateBench"]
