"""What can be done with a promise: note a call-back, close it, take that back, call about it."""

from textual.binding import Binding

from guide.core.follow_up.board import FollowUp
from guide.tui.actions.call_back import Undo, ask_to_close, confirm_attempt
from guide.tui.base import BaseScreen
from guide.tui.screens.call_detail import CallDetailScreen

_WITH_ONE = frozenset({"came", "missed", "close", "open_call", "save", "source"})


class PromiseActions(BaseScreen):
    """A screen on which one of several promises is chosen."""

    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("k", "came", "We spoke", id="call-back-came"),
        Binding("m", "missed", "Missed", id="call-back-missed"),
        Binding("d", "close", "Done", id="close-promise"),
        Binding("c", "call", "Call", id="board-call"),
        Binding("plus", "past", "Earlier call", id="board-past", show=False),
        Binding("u,f9,ctrl+z", "undo", "Undo", show=False, id="board-undo"),
        Binding("o", "open_call", "The call", show=False, id="open-call"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[FollowUp] = []
        self._undo: Undo | None = None

    def on_option_list_option_selected(self) -> None:
        """Enter opens the call."""
        self.action_open_call()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done with a promise is offered only where there is one."""
        if action in _WITH_ONE:
            return bool(self.listed)
        return super().check_action(action, parameters)

    def action_past(self) -> None:
        """Write down a call that was made earlier: its answer is waited for here."""
        self.guide.open_past_call()

    def action_came(self) -> None:
        """The call-back came."""
        self._note(answered=True)

    def action_missed(self) -> None:
        """The call-back was missed; the second one says what follows."""
        self._note(answered=False)

    def _note(self, *, answered: bool) -> None:
        chosen = self._chosen()
        if chosen is not None:
            confirm_attempt(self.guide, chosen.call, self._done, answered=answered)

    def _done(self, undo: Undo) -> None:
        self._undo = undo
        self.draw()

    def action_close(self) -> None:
        """The answer is waited for no more."""
        chosen = self._chosen()
        if chosen is not None:
            ask_to_close(self.guide, chosen.call, self._done)

    def action_undo(self) -> None:
        """Take back what was noted or closed last."""
        undo, self._undo = self._undo, None
        if undo is not None:
            undo(self.draw)
        else:
            say = self.services.texts.say
            words = say(
                "board.no-undo",
                "Nothing to take back here. Enter opens a call: {key} is there, too.",
                key=self.guide.key_for("undo"),
            )
            self.app.notify(words, markup=False)

    def action_call(self) -> None:
        """Begin a call: about the chosen promise, where there is one."""
        chosen = self._chosen()
        self.guide.open_call(earlier=None if chosen is None else chosen.call.service_item)

    def action_open_call(self) -> None:
        """The call as it was noted."""
        chosen = self._chosen()
        if chosen is not None:
            self.app.push_screen(
                CallDetailScreen(chosen.call, self.draw, reveal=self.guide.is_revealed)
            )

    # What the screen itself brings

    def _chosen(self) -> FollowUp | None:
        raise NotImplementedError

    def draw(self) -> None:
        """Set everything from the log."""
        raise NotImplementedError
