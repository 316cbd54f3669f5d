"""Text in, meaning out: what a good coach would have understood. Pure; the words come from the vocabulary."""

from bot.replies.model import Asked, Intent, Mark, Pair, Place, Plan, Question, Reading, Unit

__all__ = ["Asked", "Intent", "Mark", "Pair", "Place", "Plan", "Question", "Reading", "Unit"]
