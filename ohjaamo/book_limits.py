"""How much of a spreadsheet the child process reads, and how it says no. Needs no Django."""

# A year's book of one association is some hundreds of rows; these leave room for a whole county.
MAX_FILE_BYTES = 20 * 1024**2
MAX_UNPACKED_BYTES = 128 * 1024**2
MAX_PARTS = 5_000
# A large part that packs better than this says nothing: real tables pack to a tenth.
LARGE_PART_BYTES = 16 * 1024**2
MAX_PACKING = 100
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = 1_000_000
MAX_CELL_LETTERS = 1024**2

# The child's own bounds, kept by the operating system; a person waits for it, so the clock is the shortest.
MEMORY_BYTES = 1024**3
CPU_SECONDS = 20
WALL_SECONDS = 25
ANSWER_BYTES = 64 * 1024**2

# What the answer may weigh in the process that asked, which is not to grow by 50 MiB: its places, its different cells,
# and the letters in them.
ANSWER_WEIGHT = 42 * 1024**2
WEIGHT_OF_PLACE = 8
WEIGHT_OF_CELL = 72


class Refused(Exception):
    """The file isn't read; `code` is one of the keys of books.MESSAGES, `details` fill that message."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
