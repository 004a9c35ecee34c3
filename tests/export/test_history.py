"""The calls as a history to print or to send."""

from html.parser import HTMLParser

from markdown_it import MarkdownIt

from guide.core.call.entry import FIELDS, Call, CallBackAttempt
from guide.core.call.masked_call import masked_call
from guide.export.history import markdown
from tests.calls import AT, NAUGHTY, call, canary
from tests.export.papers import as_page, words


def as_markdown(*calls: Call) -> str:
    return "".join(markdown(words().history(calls)))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)


def test_nothing_typed_becomes_markup() -> None:
    read = _Page()
    text = as_page(*(call(n, note=t) for n, t in enumerate(NAUGHTY, 1)))
    read.feed(text)
    assert read.tags == {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "p", "section", "h2",
        "dl", "div", "dt", "dd",
    }  # fmt: skip
    assert "\x1b" not in text
    for line in as_markdown(call(1, note="`</code>` # x\n# y")).splitlines():
        assert not line.startswith("# y")


def test_every_field_has_a_label_of_its_own() -> None:
    labels = [words().label(field) for field in FIELDS]
    assert len(set(labels)) == len(FIELDS)


def test_what_is_missing_is_flagged_and_nothing_else() -> None:
    bare = as_markdown(call(1))
    lacking = next(line for line in bare.splitlines() if line.startswith("- Not noted:"))
    assert "Agent's name" in lacking
    assert "Called;" not in lacking
    whole = call(
        1, ended_at=AT, line="1", phone="2", agent_name="a", agent_id="3", service_item="4",
        kind="urgent", request="r",
    )  # fmt: skip
    assert "Not noted" not in as_markdown(whole)


def test_attempts_stand_below_the_call_they_answer() -> None:
    one = call(1, attempts=(CallBackAttempt(at=AT, answered=False),))
    assert "- Call-back missed: Mon, Nov 23, 2026, 9:00 a.m. (Chicago time)" in as_markdown(one)


def test_no_number_is_shown_without_being_asked_for() -> None:
    one, numbers = canary()
    hidden = masked_call(one)
    for text in (as_page(hidden), as_markdown(hidden)):
        assert [number for number in numbers if number in text] == []
    assert [number for number in numbers if number not in as_page(one)] == []


def test_a_history_of_no_calls_says_so() -> None:
    for text in (as_page(), as_markdown()):
        assert "No call was noted." in text
    assert "No call was noted." not in as_markdown(call(1))


def test_a_note_keeps_its_lines_in_markdown() -> None:
    html = MarkdownIt("commonmark").render(as_markdown(call(1, note="one\n# two\n1. three")))
    assert "Anything else: one<br />\n# two<br />\n1. three</li>" in html
