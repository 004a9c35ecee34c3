"""A call plan and a history, as they are put on paper."""

from guide.bootstrap import Services
from guide.core.call.entry import Call
from guide.export.history import page
from guide.export.sheet import Sheet
from guide.local.settings import Settings
from guide.wording.calls import CallTexts
from tests.calls import AT
from tests.tui.helpers import ADIT

RECEIPT = "IOE1234567890"


def words() -> CallTexts:
    return Services(Settings(zone="America/Chicago")).call_texts()


def as_page(*calls: Call) -> str:
    return "".join(page(words().history(calls)))


def made(*, reveal: bool = False, with_codes: bool = False, **answers: str) -> Sheet:
    services = Services(Settings(zone="America/Chicago"), clock=lambda: AT)
    given = {**ADIT, "receipt": RECEIPT, **answers}
    plan = services.planning.plan("infopass-adit", given, AT)
    return services.sheet(plan, reveal=reveal, with_codes=with_codes)
