"""The commands: what scripts and cron use, and the app for its jobs."""
