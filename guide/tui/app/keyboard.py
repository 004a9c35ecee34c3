"""Keys as the caller has them: from the own file of keys, and named as on a keyboard."""

import re
from types import MappingProxyType

from textual.binding import Binding
from textual.events import Key
from textual.widgets import Input

from guide.local.keys_file import OwnKeys
from guide.tui.app import key_table
from guide.tui.host import Host

_FUNCTION_KEY = re.compile(r"f\d+")
# Faults of the file that are said at the start; `guide doctor` says them all.
_MOST_SAID = 3


class Keyboard(Host):
    """Shows and takes the caller's own keys."""

    # Whether single letters do something where nothing is typed.
    has_letters = True
    _own_keys: OwnKeys | None = None
    # The keys of each meaning, as they are for this caller.
    _meant: key_table.Keys = MappingProxyType(key_table.defaults())

    def take_keys(self) -> None:
        """The keys of the caller's own file, before anything is drawn."""
        own_keys = self._own_keys = key_table.keys_in(self.services.keys_file)
        keys = own_keys.keys
        self.has_letters = own_keys.single_letters
        if not self.has_letters:
            keys = key_table.without_letters(keys)
        self._meant = keys
        self.set_keymap(key_table.keymap(keys))

    def say_key_faults(self) -> None:
        """What is wrong with the file, once."""
        faults = self._own_keys.faults if self._own_keys is not None else ()
        if not faults:
            return
        texts = self.services.texts
        said = "; ".join(texts.tell(fault) for fault in faults[:_MOST_SAID])
        words = texts.say(
            "keys.faults", "Your file of keys, {path}: {faults}. All else in it counts.",
            path=self.services.keys_file, faults=said,
        )  # fmt: skip
        if len(faults) > _MOST_SAID:
            more = texts.say("keys.more-faults", "`guide doctor` tells all {n}.", n=len(faults))
            words = f"{words} {more}"
        self.notify(words, severity="warning", timeout=15, markup=False)

    def is_turned_off(self, event: Key) -> bool:
        """Whether a key is a single character, and those were turned off where nothing is typed."""
        return not self.has_letters and event.is_printable and not isinstance(self.focused, Input)

    def key_of(self, name: str) -> str:
        """The first key of a binding by its id, as it stands on a keyboard."""
        return self.keys_of(name, 1)

    def key_for(self, meaning: str) -> str:
        """The first key of a meaning in the table of keys: for sentences that name it."""
        (binding,) = Binding.make_bindings([(self._meant[meaning][0], meaning, "")])
        return self.get_key_display(binding)

    def keys_of(self, name: str, most: int = 2) -> str:
        """The keys of a binding by its id, with a stroke between."""
        return "/".join(self.keys_listed(name, most))

    def keys_listed(self, name: str, most: int) -> list[str]:
        """The keys of a binding by its id, as they stand on a keyboard."""
        binding = self._binding_of(name)
        if binding is None:
            return []
        keys = self._keymap.get(name, binding.key).split(",")[:most]
        return [self.get_key_display(binding.with_key(key.strip())) for key in keys]

    @property
    def has_own_keys(self) -> bool:
        """Whether some keys are others than the pages of help say."""
        return bool(self._keymap)

    def _binding_of(self, name: str) -> Binding | None:
        """A binding of the app or of the open screen, with all its keys in one."""
        screens = self._screen_stacks.get(self._current_mode, [])[-1:]
        for node in (self, *screens):
            bindings = [one for some in node._bindings.key_to_bindings.values() for one in some]  # noqa: SLF001  # Textual offers no other way
            named = [one for one in bindings if one.id == name]
            if named:
                return named[0].with_key(",".join(one.key for one in named))
        return None

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they stand on a keyboard: F5, Esc, Ctrl+T."""
        if binding.key_display:
            return binding.key_display
        modifiers, _ = binding.parse_key()
        shown = super().get_key_display(binding).removeprefix("^").split("+")[-1] or "+"
        if binding.key == "enter":
            shown = "enter"
        if modifiers or _FUNCTION_KEY.fullmatch(shown) or shown in ("esc", "enter"):
            shown = shown.capitalize()
        return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])
