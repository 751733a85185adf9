"""Drafts: what somebody has typed and not yet sent, kept for her alone.

One draft for each user, form and client. It is made by the first keystroke, not by opening the page, and goes when the
form is saved or she throws it away. It is shown in that form, of that client, to that user, and nowhere else.
"""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from ohjaamo.keeping import FIELD, NOT_SAID, WRITER
from staff import submissions
from staff.models import Draft, User
from staff.models.draft import EARLIER, SHOWING

KEPT = dt.timedelta(days=30)
LONGEST = 100_000
# What belongs to one showing of a form and not to what is written in it; and what is never kept in the open.
NOT_KEPT = (*NOT_SAID, FIELD, WRITER, "personal_identity_code")
# The draft that a showing of the form began with.
BEGAN = "draft-began"
# What a draft holds beside the fields of the form.
NOT_TEXT = (SHOWING, EARLIER, BEGAN)

Content = dict[str, list[str]]


def save(*, form: str, client_key: int | None, content: Content, by: User) -> Draft | None:
    """Keep what a form says at this moment, in place of what it said before.

    None when the form has been sent and taken meanwhile: what was on its way then comes too late. Refused
    (ValidationError) without the form's name, and when there is more text than any form of ours takes.
    """
    said = {
        name: _clean(values) for name, values in content.items() if name not in (*NOT_KEPT, EARLIER, SHOWING)
    }
    if sum(len(value) for values in said.values() for value in values) > LONGEST:
        raise ValidationError(_("The text is too long to be kept as a draft."))
    key = next(iter(content.get(FIELD, [])), "")
    draft = Draft(user=by, form=form, client_key=client_key, content=said | {SHOWING: [key]})
    draft.clean_fields(exclude=["user", "saved_at"])
    with transaction.atomic():
        if key and submissions.was_taken(key=key, by=by):
            return None
        before = Draft.objects.select_for_update().filter(user=by, form=form, client_key=client_key).first()
        if before and (earlier := _written_over(before, draft)):
            draft.content[EARLIER] = earlier
        draft.content.pop(BEGAN, None)
        draft.saved_at = timezone.now()
        # One statement, so that two tabs typing at once can't trip over each other: the later one stands.
        (kept,) = Draft.objects.bulk_create(
            [draft],
            update_conflicts=True,
            unique_fields=["user", "form", "client_key"],
            update_fields=["content", "saved_at"],
        )
    return kept


def of(user: User, *, form: str, client_key: int | None = None) -> Draft | None:
    """Her draft of this form for this client, if there is one."""
    return Draft.objects.filter(user=user, form=form, client_key=client_key).first()


def client_keys(user: User, *, form: str) -> list[int]:
    """The keys of the clients for whom she has begun this form, the latest first."""
    begun = Draft.objects.filter(user=user, form=form, client_key__isnull=False).order_by("-saved_at")
    return [draft.client_key for draft in begun.only("client_key") if draft.client_key]


def fill(form: Form, draft: Draft | None) -> None:
    """Let a form that is shown afresh begin with what the draft says, where there is one."""
    # What another tab had written says nothing of the fields: a box it doesn't tick isn't unticked.
    if draft is None or form.is_bound or not set(draft.content) - set(NOT_TEXT):
        return
    said: MultiValueDict[str, str] = MultiValueDict(draft.content)
    for name, field in form.fields.items():
        shown_as = form.add_prefix(name)
        if not field.widget.value_omitted_from_data(said, {}, shown_as):
            form.initial[name] = field.widget.value_from_datadict(said, {}, shown_as)


def begin(*, form: Form, name: str, client_key: int | None = None, by: User) -> Draft:
    """Let a form begin with her draft; that draft, or a blank one by which the page names the form.

    A form that was sent says itself what is written in it: no draft is looked for.
    """
    found = None if form.is_bound else of(by, form=name, client_key=client_key)
    fill(form, found)
    return found or Draft(user=by, form=name, client_key=client_key)


def begin_all(*, forms: Mapping[tuple[str, int | None], Form], by: User) -> dict[str, Draft]:
    """The same for all the forms of a page, by name and client, in one query; the drafts by name."""
    fresh = [name for (name, _client), form in forms.items() if not form.is_bound]
    kept = Draft.objects.filter(user=by, form__in=fresh)
    found = {(draft.form, draft.client_key): draft for draft in kept}
    for key, form in forms.items():
        fill(form, found.get(key))
    return {
        name: found.get((name, client_key)) or Draft(user=by, form=name, client_key=client_key)
        for name, client_key in forms
    }


def discard(*, form: str, client_key: int | None = None, by: User) -> None:
    """The form was saved, so its draft goes; what was written in another showing of the form stays.

    A view that saves a form calls this next to the rule: both are in the one transaction that takes the form.
    """
    draft = of(by, form=form, client_key=client_key)
    if draft and draft.earlier:
        draft.content = {EARLIER: draft.earlier}
        draft.save(update_fields=["content"])
    elif draft:
        draft.delete()


def throw_away(*, form: str, client_key: int | None = None, by: User) -> None:
    """She doesn't want her draft of this form for this client, nor anything that was written beside it."""
    Draft.objects.filter(user=by, form=form, client_key=client_key).delete()


def pass_on(*, old: int, new: int) -> None:
    """What was begun about one client goes on about another, as two records of one person become one.

    Where somebody has begun the same form about both, the texts of the first stand beside the second's.
    """
    for draft in Draft.objects.select_for_update().filter(client_key=old):
        other = Draft.objects.filter(user=draft.user_id, form=draft.form, client_key=new).first()
        if other is None:
            draft.client_key = new
            draft.save(update_fields=["client_key"])
        else:
            other.content[EARLIER] = _beside(_texts(draft), other)
            other.save(update_fields=["content"])
            draft.delete()


def purge(*, before: dt.datetime) -> int:
    """Forget the drafts nobody has touched since a moment; how many they were."""
    return Draft.objects.filter(saved_at__lt=before).delete()[0]


def _clean(values: list[str]) -> list[str]:
    # The one character that a database of texts can't hold.
    return [value.replace("\0", "") for value in values]


def _written_over(before: Draft, draft: Draft) -> list[str]:
    """Texts of the draft before that the new one neither goes on with nor holds."""
    is_same = before.showing in (draft.showing, *draft.content.get(BEGAN, []))
    return _beside(before.earlier if is_same else _texts(before), draft)


def _texts(draft: Draft) -> list[str]:
    """What was set aside before, and every text of more than a word that the draft holds."""
    held = [text for name, values in draft.content.items() if name not in NOT_TEXT for text in values]
    return draft.earlier + [text for text in held if " " in text.strip()]


def _beside(texts: list[str], draft: Draft) -> list[str]:
    """Of the texts those that neither the draft nor a later one holds; the oldest go when there are too many."""
    now = [text for name, values in draft.content.items() if name not in NOT_TEXT for text in values]
    kept = [
        text
        for place, text in enumerate(texts)
        if not any(text in other for other in [*now, *texts[place + 1 :]])
    ]
    while sum(map(len, kept)) > LONGEST:
        kept.pop(0)
    return kept
