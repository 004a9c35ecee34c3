"""The end that nobody wants: a sentence and a local report, and no private data in it."""

from guide.core.errors import GuideError
from guide.tui.host import Host


class Failing(Host):
    """Ends in words where the program itself is at fault, or a file of flows."""

    crash_message = ""

    def _fatal_error(self) -> None:
        """Leave with a local report that holds no private data, instead of local variables."""
        from guide.local.crash import write_crash_file

        self.bell()
        self._return_code = 70
        error = self._exception
        if isinstance(error, GuideError):
            # A file of flows that cannot be used is no fault of the program: it says what to mend.
            self._return_code = 2
            self._end_with([self.services.texts.error(error)])
            return
        path = error and write_crash_file(
            error, self.services.cache / "crashes", self.services.clock()
        )
        say = self.services.texts.say
        words = [say("crash.screen", "Something is wrong with the program itself.")]
        if path:
            words.append(
                say("crash.report", "A report without private data lies in {path}.", path=path)
            )
        self._end_with(words)

    def _end_with(self, words: list[str]) -> None:
        if self.desk.fault is None and not self.desk.is_slow:
            words.append(self.services.texts.say("crash.kept", "Your answers are kept."))
        self.crash_message = f"guide: error: {' '.join(words)}"
        self._close_messages_no_wait()
