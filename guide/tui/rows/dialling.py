"""What one should know before dialling, as rows: number, hours, waits, one's own phone."""

from collections.abc import Iterator

from guide.bootstrap import Services
from guide.core.clock.hours import LIVE_HELP
from guide.core.flow.phone_verdict import PhoneVerdict
from guide.core.flow.sources import fact_ids
from guide.core.prepare.call_plan import CallPlan
from guide.tui.content import GAP, hang, plain
from guide.tui.widgets.rows import Row, heading


def before_dialling(plan: CallPlan, services: Services) -> Iterator[Row]:
    """The line that a plan calls, and what is known of it and of the caller's phone."""
    center, texts = services.catalog.center, services.texts
    line = center.lines[plan.line]
    yield heading("dial", texts.say("plan.before", "Before you dial"))
    number = hang("☎", plain(line.number, "bold"), f"{GAP}{GAP}{line.label}. {line.note}")
    sources = fact_ids(line.sources)
    yield Row(id="dial", content=number, text=f"{line.number} {line.label}", sources=sources)
    help_ = texts.live_help(plan.line_help, services.zone)
    hours = fact_ids(center.hours[line.hours or LIVE_HELP].sources)
    yield Row(id="line-help", content=plain(help_), text=help_, sources=hours)
    waits = center.hints.get("waits")
    if waits is not None:
        facts = fact_ids(waits.sources)
        yield Row(id="waits", content=plain(waits.text), text=waits.text, sources=facts)
    if plan.phone is not None:
        yield from _phone(plan.phone, services)


def _phone(verdict: PhoneVerdict, services: Services) -> Iterator[Row]:
    center = services.catalog.center
    for code, advice in center.phone_advice(verdict):
        words = f"{advice.why} {advice.do}"
        facts = fact_ids(advice.sources)
        mark = "✓" if code == "fine" else "!"
        yield Row(id=f"phone-{code}", content=hang(mark, words), text=words, sources=facts)
    for name, tip in center.phone_tips.items():
        facts = fact_ids(tip.sources)
        yield Row(id=f"tip-{name}", content=hang("·", tip.text), text=tip.text, sources=facts)
