"""Settings of all tests: hypothesis without deadlines, and the same examples every time where CI runs."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "default",
    deadline=None,  # Machines are shared and noisy; no test is timed by its examples.
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")
