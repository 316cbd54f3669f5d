"""Charts and pages, drawn in a process of their own: heavy imports and long holds of the interpreter stay there."""
