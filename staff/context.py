"""What every page needs to know of the sign-in."""

from typing import Any

from django.http import HttpRequest

from staff import devices


def session(request: HttpRequest) -> dict[str, Any]:
    """After how many idle seconds the sign-in ends; 0 on an enrolled device, and for whoever isn't signed in."""
    user = getattr(request, "user", None)
    is_idling = bool(user and user.is_authenticated and request.session.get_expire_at_browser_close())
    return {"idle_seconds": int(devices.IDLE.total_seconds()) if is_idling else 0}
