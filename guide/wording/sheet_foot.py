"""The foot of a sheet: whose it is, how old its content is, and where that comes from."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from guide.core.flow.content import Content
from guide.core.flow.phone_menu import PhoneMenu
from guide.core.flow.sources import GRADES, Grade
from guide.core.prepare.call_plan import CallPlan
from guide.wording.texts import Texts


class SheetFoot:
    """Says what a sheet of a plan rests on, for a caller in a zone."""

    def __init__(
        self, plan: CallPlan, content: Content, menu: PhoneMenu, texts: Texts, zone: str
    ) -> None:
        self.plan = plan
        self.content = content
        self.menu = menu
        self.texts = texts
        self.say = texts.say
        self.zone = zone

    def lines(self) -> Iterator[str]:
        """Whose the sheet is, when it was made, and the sources, grade by grade."""
        yield " ".join(self._origin())
        yield from self._sources()

    def _origin(self) -> Iterator[str]:
        """Whose sheet it is, when it was made, and how old the content is."""
        yield self.say("sheet.not-uscis", "Not from USCIS. Not legal advice.")
        day = self.texts.moment(self.plan.at.astimezone(ZoneInfo(self.zone)))
        yield self.say("sheet.made", "Made {moment}, for that moment.", moment=day)
        yield from self._age()

    def _age(self) -> Iterator[str]:
        """What was checked first decides, and what wants review first."""
        center, flow = self.content.center, self.content.flows[self.plan.flow]
        checked, review = [center.checked, flow.checked], [center.review_by]
        review.append(flow.review_by)
        if self.plan.ivr is not None:
            checked.append(self.menu.checked)
            review.append(self.menu.review_by)
        day = self.texts.day(min(checked))
        yield self.say("sheet.checked", "Its content was checked on {day}.", day=day)
        if min(review) < self.plan.at.date():
            day = self.texts.day(min(review))
            yield self.say(
                "sheet.stale",
                "It should have been reviewed by {day}. Check it on uscis.gov.",
                day=day,
            )

    def _sources(self) -> Iterator[str]:
        """The sources, each named once, by how sure they are."""
        by_grade: dict[Grade, dict[str, dict[str, None]]] = {grade: {} for grade in GRADES}
        for fact in (self.content.facts[name] for name in self.plan.facts):
            by_grade[fact.grade].setdefault(fact.source, {})[str(fact.date)] = None
        for grade, sources in by_grade.items():
            named = "; ".join(f"{name} ({', '.join(dates)})" for name, dates in sources.items())
            if named:
                yield self.say(
                    "sheet.sources", "Based on [{grade}]: {sources}",
                    grade=self.texts.grade(grade), sources=named,
                )  # fmt: skip
