import pytest
from django.core.exceptions import ValidationError

from staff.choices import RowStatus
from staff.verdicts import RowStops, Verdict


def verdict(**titles: str) -> Verdict:
    return Verdict(5, titles)


def test_status_without_anything_said_or_made_is_unchanged():
    assert verdict().status == RowStatus.UNCHANGED


def test_status_of_what_was_created_and_updated_is_created():
    made = verdict()
    made.updated["clients"] += 1
    assert made.status == RowStatus.UPDATED
    made.created["enrolments"] += 1
    assert made.status == RowStatus.CREATED


def test_status_of_a_refused_row_is_refused_whatever_else_was_said():
    row = verdict()
    row.created["clients"] += 1
    row.warn("", "look")
    assert row.status == RowStatus.CREATED
    row.refuse("", "no")
    assert row.status == RowStatus.REFUSED


def test_question_stops_the_row_and_keeps_the_candidates():
    row = verdict()
    with pytest.raises(RowStops):
        row.ask(["12", "13"])
    assert (row.status, row.messages) == (
        RowStatus.QUESTION,
        [{"kind": "question", "candidates": ["12", "13"], "people": []}],
    )


def test_message_about_a_column_bears_the_books_own_title():
    row = verdict(born_on="Synt.aika")
    row.warn("born_on", "look")
    row.warn("gender", "and here")
    assert [message["column"] for message in row.messages] == ["Synt.aika", ""]


@pytest.mark.parametrize("code", ["010190-900P", "010190-900p", "070295X982A", "131052+308T"])
def test_message_with_an_identity_code_in_it_is_masked(code):
    row = verdict()
    row.refuse("", f"”{code}” is not a date")
    row.differ("", code, "x")
    assert [row.messages[0]["message"], row.messages[1]["ours"]] == [
        f"”{code[:7]}****” is not a date",
        f"{code[:7]}****",
    ]


def test_message_with_an_identity_code_after_a_letter_is_masked():
    row = verdict()
    row.refuse("", "hetu010190-900P_x")
    assert row.messages[0]["message"] == "hetu010190-****_x"


def test_message_said_twice_stands_once():
    row = verdict()
    row.warn("", "look")
    row.warn("", "look")
    assert len(row.messages) == 1


def test_refusing_tells_a_rules_refusal_at_its_column_or_the_given_one():
    row = verdict(starts_on="Alkoi", phone="Puh.")
    with pytest.raises(RowStops), row.refusing("starts_on"):
        raise ValidationError({"phone": ["too long"], "__all__": ["overlaps"]})
    with pytest.raises(RowStops), row.refusing("starts_on"):
        raise ValidationError("alone")
    assert [(each["column"], each["message"]) for each in row.messages] == [
        ("Puh.", "too long"),
        ("Alkoi", "overlaps"),
        ("Alkoi", "alone"),
    ]
