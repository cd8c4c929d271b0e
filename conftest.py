"""Settings of all tests: hypothesis without deadlines, and the same examples every time where CI runs."""

import os

from hypothesis import HealthCheck, settings

_IN_CI = bool(os.environ.get("CI"))

settings.register_profile(
    "default",
    max_examples=25 if _IN_CI else 100,  # CI is to end within ten minutes.
    deadline=None,  # Machines are shared and noisy; no test is timed by its examples.
    derandomize=_IN_CI,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")
