"""The bots that are compared, each started as its user would start it."""
