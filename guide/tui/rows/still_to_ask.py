"""The line below the fields of a call: how many are noted, and which are still to be asked."""

from collections.abc import Collection

from textual.content import Content

from guide.tui.content import join, plain
from guide.wording.calls import label_of
from guide.wording.texts import Texts


def still_to_ask(wanted: Collection[str], left: Collection[str], texts: Texts, key: str) -> Content:
    """`wanted` are the fields that the list asks for, `left` those that are not noted.

    `key` ends the call.
    """
    parts: list[Content | str] = []
    if wanted:
        count = len(wanted)
        noted = count - sum(name in left for name in wanted)
        words = texts.say("live.noted", "{noted} of {count} noted.", noted=noted, count=count)
        parts += [plain(words, "bold"), " "]
    if not left:
        words = texts.say(
            "live.all", "You have it all. Thank the agent, then press {key}.", key=key
        )
        return join(*parts, plain(words, "bold $success"))
    items = " · ".join(label_of(name, texts) for name in left)
    return join(*parts, texts.say("live.to-ask", "Still to ask: {items}", items=items))
