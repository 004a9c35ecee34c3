"""A terminal that goes away without a word: a closed window whose signal does not come here.

Reading then finds the end of the input again and again, and the program would run on for ever.
"""

import os
import select
import sys
import threading
import time
from collections.abc import Callable

# Seconds for an orderly end: whatever is written to a terminal that has gone may hang.
_ORDERLY = 5.0
# As a shell tells of a program that a hangup ended.
_STATUS = 129


def tell_when_gone(gone: Callable[[], object], close: Callable[[], object]) -> None:
    """Call `gone` once the terminal has; whoever has not left soon after is ended, after `close`.

    Nothing happens where no terminal can be watched.
    """
    if sys.__stdin__ is None or not hasattr(select, "poll"):
        return
    fd = sys.__stdin__.fileno()
    # A daemon: it waits for as long as the terminal is there.
    work = (fd, gone, close)
    threading.Thread(target=_watch, args=work, name="hung-up", daemon=True).start()


def _watch(fd: int, gone: Callable[[], object], close: Callable[[], object]) -> None:
    poll = select.poll()
    # Nothing is asked for but what is always told: that the other side has gone.
    poll.register(fd, 0)
    poll.poll()
    try:
        gone()
    except RuntimeError:  # the program has ended already
        return
    time.sleep(_ORDERLY)
    close()
    os._exit(_STATUS)
