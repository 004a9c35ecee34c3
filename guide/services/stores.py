"""What is kept: in the data folder, and the log of calls on a server where one was named."""

from typing import TYPE_CHECKING

from guide.local.settings import server_address
from guide.services.caller import Caller

if TYPE_CHECKING:
    from guide.store.calls import Calls
    from guide.store.data_folder import DataFolder
    from guide.store.drafts import Drafts
    from guide.store.walks import Walks


class Stores:
    """Each is opened when it is first used; what was closed and is used again is opened again."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        # Milliseconds to wait for another program that holds the data folder, if not the usual.
        self.waits: int | None = None
        self._opened_folder: DataFolder | None = None
        self._opened_server: Calls | None = None

    @property
    def _folder(self) -> "DataFolder":
        if self._opened_folder is None:
            from guide.store.data_folder import DataFolder

            waits = () if self.waits is None else (self.waits,)
            self._opened_folder = DataFolder(self._caller.data, *waits)
        return self._opened_folder

    @property
    def storage(self) -> str:
        """The journal of the database, and what its folder lies on, for a report."""
        return self._folder.storage

    @property
    def walks(self) -> "Walks":
        """Half-finished walks.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        return self._folder.walks

    @property
    def drafts(self) -> "Drafts":
        """Calls that are going on.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        return self._folder.drafts

    @property
    def calls(self) -> "Calls":
        """The call log: in the data folder, or on the server that was named.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        address = server_address(self._caller.settings)
        if address is None:
            return self._folder.calls
        if self._opened_server is None:
            from guide.store.calls import server_calls

            self._opened_server = server_calls(address)
        return self._opened_server

    @property
    def has_log(self) -> bool:
        """Whether there is a log at all: to look for one must not make one."""
        if self._caller.has_server:
            return True
        from guide.flowfile.folders import is_folder
        from guide.store.places import FILE

        folder = self._caller.data
        return is_folder(folder) and (folder / FILE).exists()

    def close(self) -> None:
        """Close every store that was opened; one that is used again opens itself."""
        for opened in (self._opened_folder, self._opened_server):
            if opened is not None:
                opened.close()
