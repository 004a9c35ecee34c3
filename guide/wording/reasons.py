"""Why nobody waits for an answer any more, in words."""

from guide.core.call.entry import Why
from guide.wording.texts import Texts


def why_of(why: Why, texts: Texts) -> str:
    """The words for a reason why nobody waits for an answer any more."""
    words = {
        "answered": texts.say("why.answered", "answered another way"),
        "approved": texts.say("why.approved", "approved"),
        "withdrawn": texts.say("why.withdrawn", "request withdrawn"),
        "asked-again": texts.say("why.asked-again", "asked again in a later call"),
        "given-up": texts.say("why.given-up", "given up"),
    }
    return words[why]
