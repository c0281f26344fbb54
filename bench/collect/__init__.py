"""The collector's benchmark: a real server under load (``PYTHONPATH=bench python -m collect``)."""
