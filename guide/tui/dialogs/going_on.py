"""A call was not ended: is it still going on?"""

from zoneinfo import ZoneInfo

from guide.bootstrap import Services
from guide.core.call.live import LiveCall
from guide.tui.dialogs.choice import ChoiceDialog


def still_going_on(live: LiveCall, services: Services) -> ChoiceDialog:
    """Asks whether to go on with a call that was not ended."""
    texts = services.texts
    begun = live.begun_at.astimezone(ZoneInfo(services.zone))
    words = texts.say(
        "going-on.ask", "You started a call on {day} at {time} and didn't end it.",
        day=texts.day(begun.date()), time=texts.clock(begun),
    )  # fmt: skip
    answers = {
        "on": texts.say("going-on.on", "Go on with it"),
        "new": texts.say("going-on.new", "Start a new call; the other one is kept"),
    }
    return ChoiceDialog([words], answers)
