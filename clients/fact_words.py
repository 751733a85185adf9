"""The facts of a client in words, as a page or a file shows them."""

import datetime as dt

from clients.models import Client
from ohjaamo.formats import day as in_words
from ohjaamo.reference import country_name, language_name


def fact_in_words(client: Client, name: str) -> str:
    """A fact of the client as a page shows it; an identity code is masked."""
    if name == "personal_identity_code":
        return client.masked_identity_code
    value = getattr(client, name)
    if value in (None, "", []):
        return ""
    if name == "nationalities":
        return ", ".join(country_name(code) for code in value)
    if name in ("mother_tongue", "service_languages"):
        codes = [value] if isinstance(value, str) else value
        return ", ".join(language_name(code) for code in codes)
    if isinstance(value, dt.date):
        return in_words(value)
    in_choice = getattr(client, f"get_{name}_display", None)
    return str(in_choice() if in_choice else value)
