"""Who held a session or led a meeting of which an old book tells."""

from django.utils.translation import gettext as _

from clients import coaches
from clients.coaches import Coaches
from staff import auditing
from staff.models import User
from staff.verdicts import Verdict


class Leaders:
    """Everybody who works here or once did, by the names that books give them."""

    def __init__(self, by: auditing.Actor) -> None:
        self.by = by
        self.coaches = Coaches()

    def namesakes(self, coach: User) -> frozenset[int]:
        """The keys of everybody with the coach's name, as a book can't tell them apart."""
        return frozenset({coach.pk, *(each.pk for each in self.coaches.named(str(coach)))})

    def named(self, text: str, verdict: Verdict) -> User:
        """The coach of that name; of several namesakes one. Stops without a whole name.

        Somebody unknown is written down, to be remembered (`put`) once the row stands.
        """
        if found := self.coaches.named(text):
            return found[0]
        if len(text.split()) == 1:
            verdict.stop("coach", _("The coach's whole name is needed."))
        verdict.warn(
            "coach",
            _("%(name)s wasn't known here and was added as a coach who doesn't sign in.") % {"name": text},
        )
        verdict.created["coaches"] += 1
        return coaches.add_from_book(text=text, by=self.by)

    def sure(self, coach: User, verdict: Verdict) -> User:
        """The coach, for what is new in the register. Stops when somebody else has the same name."""
        if len(self.namesakes(coach)) > 1:
            verdict.stop("coach", _("Several people here have this name. Log the session by hand."))
        return coach

    def put(self, coach: User) -> None:
        if coach not in self.coaches.named(str(coach)):
            self.coaches.put(coach)
