"""Nothing that a stage could contradict."""
