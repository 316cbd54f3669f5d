"""Text in, meaning out: what a good coach would have understood. Pure; the words come from the vocabulary."""

from bot.replies.model import Asked, Intent, Mark, Pair, Place, Plan, Question, Reading, Unit
from bot.replies.read import read
from bot.replies.vocabulary import Vocabulary

__all__ = ["Asked", "Intent", "Mark", "Pair", "Place", "Plan", "Question", "Reading", "Unit", "Vocabulary", "read"]
