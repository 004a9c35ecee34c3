"""Across to where else it is wanted: onto a phone by its camera, or into the clipboard."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList

from guide.core.text import one_line
from guide.tui.content import Hanging
from guide.tui.host import Host
from guide.tui.widgets.rows import Rows

# Characters of what was copied that are said again.
_MOST_SAID = 60


class Across(Host):
    """Shows codes for a phone, and copies what is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "phone", "To your phone", id="phone"),
        Binding("y", "copy", "Copy", show=False, id="copy"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Not where there is nothing for a phone, or nothing to copy."""
        if action in ("phone", "copy") and not self.screen.is_mounted:
            return False
        if action == "phone":
            return getattr(self.screen, "for_phone", None) is not None
        if action == "copy":
            return bool(self._chosen())
        return super().check_action(action, parameters)

    def action_phone(self) -> None:
        """Codes of the plan, the call or the promise that one looks at."""
        from guide.tui.dialogs.qr import CodesScreen

        subject = getattr(self.screen, "for_phone", None)
        codes = self.services.phone_codes(subject) if subject is not None else ()
        if codes:
            self.push_screen(CodesScreen(codes))
            return
        words = self.services.texts.say(
            "code.none", "There is nothing to dial here, and no day to keep."
        )
        self.notify(words, markup=False)

    def _chosen(self) -> str:
        offered = getattr(self.screen, "to_copy", "")
        return offered or chosen_in(self.focused)

    def action_copy(self) -> None:
        """Send what is chosen to the clipboard of the terminal; whether it took it, none tells."""
        words = self._chosen()
        if not words:
            return
        self.copy_to_clipboard(words)
        shown = one_line(words)
        if len(shown) > _MOST_SAID:
            shown = f"{shown[:_MOST_SAID]}…"
        said = self.services.texts.say(
            "copy.sent",
            "Sent to your terminal's clipboard: {words}\nSome terminals do not allow that, and"
            " none tells us. If nothing is there, mark it with the mouse.",
            words=shown,
        )
        self.notify(said, markup=False)


def chosen_in(focused: object) -> str:
    """What is chosen in a list, as it is shown: its address, if it has one, else its words."""
    if not isinstance(focused, OptionList) or focused.highlighted_option is None:
        return ""
    prompt = focused.highlighted_option.prompt
    content = prompt.flat if isinstance(prompt, Hanging) else prompt
    where = link_in(content) if isinstance(content, Content) else ""
    if where:
        return where
    if isinstance(focused, Rows) and focused.row is not None:
        return focused.row.text.strip()
    return one_line(str(content)).strip()


def link_in(content: Content) -> str:
    """The first address that a text leads to."""
    for span in content.spans:
        if isinstance(span.style, Style) and span.style.link:
            return span.style.link
    return ""
