"""Nothing that a stage could contradict."""

ALLOWED_HOSTS = ["*"]
