"""What a person says of the rows of a staged book: whom each is about, and which differing values to take.

Whatever is said, the book counts as not judged until it is judged again.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from staff.choices import RowStatus
from staff.corrections import changing
from staff.models import ImportBatch, ImportRow
from staff.verdicts import Answer


def answer_of(row: ImportRow) -> Answer:
    """What was said of a row."""
    return Answer.from_raw(row.answer)


def waiting(batch: ImportBatch) -> list[ImportRow]:
    """The rows of which somebody has still to say whom they are about, in the order of the book.

    What was said since the rows were last tried counts; a row that is still a question after it was tried with its
    answer is asked anew.
    """
    rows = batch.rows.filter(skipped="", status=RowStatus.QUESTION, is_left_out=False).order_by("number")
    return [row for row in rows if batch.judged_at is not None or not _is_settled(row)]


def answered(batch: ImportBatch) -> list[ImportRow]:
    """The rows of which somebody has said whom they are about, in the order of the book."""
    rows = batch.rows.filter(skipped="").exclude(answer={}).order_by("number")
    asked = {row.pk for row in waiting(batch)}
    return [row for row in rows if _is_settled(row) and row.pk not in asked]


def say(*, rows: Collection[ImportRow], answer: Answer) -> None:
    """Say of these rows of one book whom they are about; one that isn't said of anybody (`is_left`) is left out.

    Refused (ImportRefused) when the book was taken in meanwhile, and while another is being taken in.
    """
    with changing(rows):
        for row in rows:
            row.answer, row.is_left_out = answer.raw, answer.is_left
            row.status = RowStatus.LEFT_OUT if answer.is_left else RowStatus.QUESTION
            row.save(update_fields=["answer", "is_left_out", "status"])


def ask_again(*, row: ImportRow) -> None:
    """Forget what was said of a row. Refused as `say` is."""
    say(rows=[row], answer=Answer())


def take(*, batch: ImportBatch, ticked: Mapping[int, Mapping[str, bool]]) -> None:
    """Say, row by row and column by column, whether the book's value takes the place of ours. Refused as `say` is."""
    rows = list(batch.rows.filter(number__in=ticked, skipped=""))
    with changing(rows):
        for row in rows:
            answer = answer_of(row)
            wanted = {name for name, is_ticked in ticked[row.number].items() if is_ticked}
            taken = (answer.taken - set(ticked[row.number])) | wanted
            row.answer = replace(answer, taken=taken).raw
        ImportRow.objects.bulk_update(rows, ["answer"], batch_size=500)


def _is_settled(row: ImportRow) -> bool:
    answer = answer_of(row)
    return row.is_left_out if answer.is_left else answer.says_who
