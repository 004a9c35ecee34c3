"""Where calls are kept is said as it is, also where a server was named."""

from pathlib import Path

from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.tui.dialogs.choice import welcome


def test_the_welcome_says_that_calls_go_to_the_server_that_was_named(tmp_path: Path) -> None:
    alone = " ".join(welcome(Services(Settings(data=str(tmp_path)))).sentences)
    assert "Nothing leaves this computer" in alone
    shared = " ".join(welcome(Services(Settings(data="postgresql://ana:geheim@db/firm"))).sentences)
    assert "Nothing leaves" not in shared
    assert "Calls are kept on postgresql://db/firm" in shared
    assert "geheim" not in shared
