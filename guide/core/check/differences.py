"""What of a plan is not as an example case expects it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from guide.core.flow.cases import LISTS, NOTHING, Expect
from guide.core.prepare.answers import format_answer
from guide.core.prepare.call_plan import CallPlan, OutcomeView, Sentence, TypedValue

# A case that never came to an outcome is told so once, not once for each of these.
_OF_AN_OUTCOME = ("outcome", "kind", "reason", "when", "then", "address", "come_back", "title_has")


def differences(
    expect: Expect, plan: CallPlan, said: Mapping[str, Sequence[str]], shown: Sequence[str]
) -> list[str]:
    """Every difference, in words.

    `said` has the words of each part of the plan under its names; `shown` is all that it shows.
    """
    wrong = list(_stops(expect, plan)) or list(_outcome(expect, plan, said))
    wrong += _head(expect, plan)
    for section in LISTS:
        wrong += _list(section, expect, getattr(plan, section))
    for name, words in expect.says.items():
        wrong += _says(name, words, said.get(name, ()))
    for words in expect.never_says:
        text = next((text for text in shown if words.lower() in text.lower()), None)
        wrong += [f"it says {words!r}: {text}"] if text is not None else []
    wrong += _dates(expect.dates, plan)
    if plan.ignored:
        wrong.append(f"answers off the path: {', '.join(plan.ignored)}")
    return wrong


def _stops(expect: Expect, plan: CallPlan) -> Iterator[str]:
    """That the answers do not lead as far as expected, or further."""
    wants_outcome = any(getattr(expect, name) not in (None, NOTHING) for name in _OF_AN_OUTCOME)
    if plan.outcome is None and wants_outcome:
        where = "it ends without an outcome"
        if plan.question is not None:
            where = f"it stops at the question {plan.question.id!r}"
        yield f"{where}, not at {expect.outcome!r}" if expect.outcome else where
    elif plan.outcome is not None and expect.question not in (None, NOTHING):
        yield f"it does not stop at {expect.question!r}: the outcome is {plan.outcome.id!r}"


def _outcome(expect: Expect, plan: CallPlan, said: Mapping[str, Sequence[str]]) -> Iterator[str]:
    outcome = plan.outcome
    then = None if outcome is None else outcome.then
    yield from _named("outcome", expect.outcome, None if outcome is None else outcome.id)
    yield from _named(
        "question", expect.question, None if plan.question is None else plan.question.id
    )
    for word in ("kind", "reason", "when", "address"):
        value = None if outcome is None else getattr(outcome, word)
        yield from _named(word, getattr(expect, word), value)
    yield from _named("then", expect.then, None if then is None else then.id)
    if expect.come_back == NOTHING:
        yield from [f"come_back says {said['come_back'][0]!r}"] if said.get("come_back") else []
    elif expect.come_back is not None:
        yield from _says("come_back", expect.come_back, said.get("come_back", ()))
    if expect.title_has is not None:
        title = " ".join([*said.get("title", ()), *said.get("why", ())])
        if expect.title_has.lower() not in title.lower():
            yield f"the outcome does not say {expect.title_has!r}"


def _head(expect: Expect, plan: CallPlan) -> Iterator[str]:
    yield from _named("form", expect.form, plan.form)
    yield from _named("line", expect.line, plan.line)
    yield from _named("menu", expect.menu, plan.ivr)
    if expect.via and expect.via != plan.via:
        yield f"via is {list(plan.via)}, not {list(expect.via)}"


def _named(name: str, wanted: str | None, actual: str | None) -> Iterator[str]:
    if wanted is not None and (None if wanted == NOTHING else wanted) != actual:
        yield f"{name} is {actual!r}, not {wanted!r}"


def _list(section: str, expect: Expect, lines: Sequence[Sentence]) -> Iterator[str]:
    shown = [line.id for line in lines]
    missing = [name for name in getattr(expect, section) if name not in shown]
    extra = [name for name in getattr(expect, f"no_{section}") if name in shown]
    if missing:
        yield f"{section} lacks {', '.join(sorted(missing))}"
    if extra:
        yield f"{section} should not hold {', '.join(sorted(extra))}"
    only = getattr(expect, f"only_{section}")
    if only is not None and list(only) != shown:
        yield f"{section} is [{', '.join(shown)}], not [{', '.join(only)}]"


def _says(name: str, words: str, texts: Sequence[str]) -> Iterator[str]:
    if not texts:
        yield f"{name} is not shown"
    elif not any(words.lower() in text.lower() for text in texts):
        yield f"{name} says {' / '.join(map(repr, texts))}, not {words!r}"


def _dates(wanted: Mapping[str, str], plan: CallPlan) -> Iterator[str]:
    dates: dict[str, str] = {}
    for line in lines_of(plan):
        dates |= _dates_in(line)
    for name, day in wanted.items():
        if name not in dates:
            yield f"no text shows the date {name}"
        elif dates[name] != day:
            yield f"{name} is {dates[name]}, not {day}"


def _dates_in(line: Sentence) -> dict[str, str]:
    dates: dict[str, str] = {}
    for name, filling in line.values.items():
        if isinstance(filling, tuple):
            for inner in filling:
                dates |= _dates_in(inner)
        elif isinstance(filling, TypedValue) and isinstance(filling.value, date):
            dates[name] = format_answer(filling.value)
    return dates


def lines_of(plan: CallPlan) -> Iterator[Sentence]:
    """Every line of a plan that holds words of a flow; the answers given are left out."""
    if plan.question is not None:
        yield plan.question.text
        yield from [plan.question.why] if plan.question.why else []
    yield from _result_lines(plan.outcome)
    for section in LISTS:
        yield from getattr(plan, section)


def _result_lines(result: OutcomeView | None) -> Iterator[Sentence]:
    if result is not None:
        yield from (result.title, result.why)
        yield from [result.come_back] if result.come_back else []
        yield from _result_lines(result.then)
