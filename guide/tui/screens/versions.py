"""Two versions of one call, field by field: which of them is to stand is chosen for each."""

from collections.abc import Callable, Iterator, Mapping
from uuid import uuid4

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from guide.core.call.entry import Call
from guide.core.call.masked_call import masked_call
from guide.core.call.versions import Clash, correction, differing
from guide.core.errors import GuideError
from guide.tui.base import BaseScreen
from guide.tui.content import INDENT, join, plain
from guide.tui.host import Host
from guide.tui.widgets.rows import Row, Rows, heading

CHOSEN, OPEN = "●", "○"


class VersionsScreen(BaseScreen):
    """The fields in which versions differ, each version below the other; one of them is chosen.

    `candidates` are versions by their names. `olders` is what the outcome takes the place of.
    """

    HELP_NAME = "versions"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "leave", "Back", id="versions-back"),
        Binding("space", "choose", "Choose", id="versions-choose"),
        Binding("1", "all(0)", "All of the first", id="versions-first"),
        Binding("2", "all(1)", "All of the second", id="versions-second"),
        Binding("f8,ctrl+y", "save", "Save", id="versions-save"),
        Binding("v,f7", "reveal", "Show numbers", show=False, id="versions-reveal"),
    ]

    def __init__(
        self,
        candidates: Mapping[str, Call],
        olders: tuple[Call, ...],
        picked: Mapping[str, str],
        done: Callable[[], None],
    ) -> None:
        super().__init__()
        self.candidates = candidates
        self.olders = olders
        self.fields = differing(*candidates.values())
        self.picked = dict(picked)
        self.done = done
        self._is_saving = False

    def body(self) -> ComposeResult:
        """Title, what to do, rows."""
        say = self.services.texts.say
        yield Static(plain(say("choose.title", "Two versions of one call")), classes="title")
        why = say(
            "choose.why", "Choose for each field which one is right, then {key}.",
            key=self.guide.key_of("versions-save"),
        )  # fmt: skip
        yield Static(plain(why), classes="why")
        yield Rows(id="main")

    def on_mount(self) -> None:
        """All fields."""
        self.draw()
        self.query_one("#main", Rows).focus()

    def draw(self) -> None:
        """Set everything from what was chosen so far."""
        self.query_one("#main", Rows).show(self._rows())

    def _rows(self) -> Iterator[Row]:
        texts = self.services.call_texts()
        for field in self.fields:
            yield heading(field, texts.label(field))
            for name, call in self.candidates.items():
                mark = CHOSEN if self.picked.get(field) == name else OPEN
                shown = call if self.guide.is_revealed else masked_call(call)
                text = f"{mark} {self._called(name)}: {texts.said(field, shown)}"
                content = join(plain(f"{INDENT}{text}"))
                yield Row(
                    id=f"{field} {name}", content=content, text=text, act="choose", target=field
                )

    def _called(self, name: str) -> str:
        say = self.services.texts.say
        words = {"yours": say("choose.yours", "yours"), "theirs": say("choose.theirs", "theirs")}
        return words.get(name, name)

    # What can be done

    def on_option_list_option_selected(self) -> None:
        """Enter chooses."""
        self.action_choose()

    def action_choose(self) -> None:
        """This version of this field; the next field that is open is highlighted."""
        row = self.query_one("#main", Rows).row
        if row is not None and self.app.screen is self and row.target:
            self.picked[row.target] = row.id.partition(" ")[2]
            self.draw()
            self._to_next(row.target)

    def _to_next(self, here: str) -> None:
        at = self.fields.index(here) + 1
        rest = (*self.fields[at:], *self.fields[:at])
        field = next((asked for asked in rest if asked not in self.picked), None)
        if field is not None:
            rows, first = self.query_one("#main", Rows), next(iter(self.candidates))
            rows.highlighted = rows.get_option_index(f"{field} {first}")

    def action_all(self, number: int) -> None:
        """All fields of one version."""
        names = list(self.candidates)
        if number < len(names):
            self.picked = dict.fromkeys(self.fields, names[number])
            self.draw()

    def action_reveal(self) -> None:
        """Show numbers whole, or hide them again."""
        self.guide.is_revealed = not self.guide.is_revealed
        self.draw()

    def action_save(self) -> None:
        """Put what was chosen into the log, in place of all versions."""
        if self.app.screen is not self:
            return
        texts, say = self.services.call_texts(), self.services.texts.say
        left = [asked for asked in self.fields if asked not in self.picked]
        if left:
            fields = "; ".join(map(texts.label, left))
            words = say("choose.left", "Not chosen yet: {fields}.", fields=fields)
            self.app.notify(words, markup=False)
            self._to_next(self.fields[-1])
            return
        values = {
            field: getattr(self.candidates[name], field) for field, name in self.picked.items()
        }
        services = self.services
        new = services.calling.entered(msgspec.structs.replace(self.olders[0], id=str(uuid4())))
        chosen = correction(new, self.olders, values)
        if not self._is_saving:
            self._is_saving = True
            self.guide.log_desk.ask(lambda: services.calls.correct(chosen), self._answered)

    def _answered(self, answer: object) -> None:
        self._is_saving = False
        texts = self.services.texts
        if isinstance(answer, GuideError):
            self.app.notify(texts.error(answer), severity="error", timeout=20, markup=False)
            return
        self.action_leave()
        if isinstance(answer, Clash):
            ask_about(self.guide, answer, self.done)
            return
        self.app.notify(texts.say("choose.saved", "Your choice is in the log."), markup=False)
        self.done()


def ask_about(app: Host, clash: Clash, done: Callable[[], None]) -> None:
    """What one typed beside what somebody else put into the log meanwhile."""

    def show(versions: tuple[Call, ...]) -> None:
        candidates = {"yours": clash.mine} | named(versions)
        if len(versions) == 1:
            candidates = {"yours": clash.mine, "theirs": versions[0]}
        picked = {}
        for field in differing(*candidates.values()):
            if field not in clash.fields and len(versions) == 1:
                changed = field in differing(clash.base, clash.mine)
                picked[field] = "yours" if changed else "theirs"
        app.push_screen(VersionsScreen(candidates, versions, picked, done))

    with_versions(app, clash.theirs, show)


def with_versions(app: Host, call: Call, show: Callable[[tuple[Call, ...]], None]) -> None:
    """Ask the log what stands of a call; whoever went elsewhere meanwhile is left there."""
    services, here = app.services, app.screen

    def answered(versions: object) -> None:
        if isinstance(versions, GuideError):
            app.say_error(versions)
        elif isinstance(versions, tuple) and app.screen is here:
            show(versions)

    app.log_desk.ask(lambda: services.calls.versions(call.id), answered)


def named(versions: tuple[Call, ...]) -> dict[str, Call]:
    """By number, with who entered each, where that is known, and the beginning of its id."""
    return {
        " · ".join(filter(None, (str(number), version.entered_by, version.id[:8]))): version
        for number, version in enumerate(versions, start=1)
    }
