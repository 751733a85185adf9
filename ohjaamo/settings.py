"""One file of settings, read from the environment. Own names begin with OHJAAMO_."""

import os
from pathlib import Path

import bootstrap_wrapper
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from ohjaamo import database, secrets


def flag(name: str, default: bool) -> bool:
    """A yes or a no from the environment; anything but 0 and 1 is refused."""
    value = os.environ.get(name, "1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


BASE_DIR = Path(__file__).resolve().parent.parent
OHJAAMO_VAR = database.VAR
# The trial runs on plain http on this machine; everything else is https.
OHJAAMO_TRIAL = flag("OHJAAMO_TRIAL", default=True)
OHJAAMO_ORGANISATION = os.environ.get("OHJAAMO_ORGANISATION") or "Toivola-Luotolan Setlementti ry"
OHJAAMO_VERSION = "0.1.0"
# Identity codes and staged cells are unreadable without these; the first one writes (see ohjaamo/fields.py).
OHJAAMO_FIELD_KEYS = secrets.listed("OHJAAMO_FIELD_KEYS", "field.key", bytes_each=64, var=OHJAAMO_VAR)
# An import's raw cells are kept this long, so that it can be undone.
OHJAAMO_UNDO_DAYS = 30

DEBUG = flag("OHJAAMO_DEBUG", default=False)
SECRET_KEY = secrets.listed("OHJAAMO_SECRET_KEY", "secret.key", bytes_each=64, var=OHJAAMO_VAR)[0]
ALLOWED_HOSTS = os.environ.get("OHJAAMO_HOSTS", "localhost 127.0.0.1 [::1]").split()
CSRF_TRUSTED_ORIGINS = os.environ.get("OHJAAMO_ORIGINS", "").split()
# Where a mail's link leads.
OHJAAMO_ADDRESS = next(iter(CSRF_TRUSTED_ORIGINS), "http://localhost:8000")

# Without a mail server nothing is mailed.
EMAIL_HOST = os.environ.get("OHJAAMO_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("OHJAAMO_MAIL_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("OHJAAMO_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("OHJAAMO_MAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("OHJAAMO_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("OHJAAMO_MAIL_FROM") or EMAIL_HOST_USER
OHJAAMO_MAIL = bool(EMAIL_HOST)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "staff",
    "projects",
    "clients",
    "coaching",
    "employers",
    "reports",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "heroicons",
    "import_export",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "staff.middleware.StoredLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "staff.middleware.WorkingDayMiddleware",
    "staff.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "staff.middleware.NoStoreMiddleware",
    "staff.middleware.ActorMiddleware",
    "clients.middleware.ReasonNeededMiddleware",
    "clients.middleware.MergedClientMiddleware",
    # Nearest to the view: what the view raises, it hears first.
    "staff.middleware.SubmissionMiddleware",
]

ROOT_URLCONF = "ohjaamo.urls"
WSGI_APPLICATION = "ohjaamo.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "staff.context.session",
                "projects.context.navigation",
            ],
            "libraries": {"ui": "ohjaamo.templatetags.ui"},
        },
    },
]

connection = database.settings()
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **connection,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **connection["OPTIONS"],
            "connect_timeout": 5,
            "options": "-c lock_timeout=5s",
        },
    }
}
# Web and worker act in a role that owns no table: it can't switch off a trigger or empty the history.
if OHJAAMO_DATABASE_ROLE := os.environ.get("OHJAAMO_DATABASE_ROLE"):
    DATABASES["default"]["OPTIONS"]["options"] += f" -c role={OHJAAMO_DATABASE_ROLE}"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A worker that is silent for so many seconds is dead: what it held is taken up again (see staff/tasks.py).
PROCRASTINATE_WORKER_DEFAULTS = {"update_heartbeat_interval": 5, "stalled_worker_timeout": 20}

PGHISTORY_BASE_MODEL = "staff.history.Event"
PGHISTORY_APPEND_ONLY = True

AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "staff.passwords.LengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "staff.accounts.InvitedOnlyAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Sign-in limits are counted by address: in production the one the proxy saw.
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if OHJAAMO_TRIAL else 1
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Who opens a client's record without saying why, beside those whose list shows it; asked by clients.access.
OHJAAMO_ACQUAINTANCES = [
    "coaching.acquaintances.clients_met_in_groups",
    "coaching.acquaintances.clients_with_appointments",
]
# The kinds of books that come in, in the order in which they are offered; asked by projects.book_kinds.
OHJAAMO_BOOK_KINDS = [
    "clients.resources.clients.ClientResource",
    "clients.resources.activities.ActivityResource",
    "clients.resources.outcomes.OutcomeResource",
    "clients.resources.statuses.StatusResource",
    "coaching.resources.sessions.SessionResource",
    "coaching.resources.attendances.AttendanceResource",
    "coaching.resources.attendances.AttendanceListResource",
    "projects.resources.population.PopulationResource",
    "projects.resources.salary_costs.SalaryCostResource",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reports:home"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

CSRF_FAILURE_VIEW = "staff.views.forgery_suspected"

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [BASE_DIR / "ohjaamo" / "locale"]
FORMAT_MODULE_PATH = ["ohjaamo.locale"]
TIME_ZONE = "Europe/Helsinki"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", bootstrap_wrapper.get_bootstrap_dir())]
WHITENOISE_USE_FINDERS = OHJAAMO_TRIAL
MEDIA_ROOT = OHJAAMO_VAR / "uploads"

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# One worker process each: a limit counted in memory would be counted per process.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "staff_cache"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not OHJAAMO_TRIAL
SESSION_COOKIE_NAME = "ohjaamo_session" if OHJAAMO_TRIAL else "__Host-ohjaamo_session"
OHJAAMO_DEVICE_COOKIE = "ohjaamo_device" if OHJAAMO_TRIAL else "__Host-ohjaamo_device"
SECURE_HSTS_SECONDS = 0 if OHJAAMO_TRIAL else 31_536_000
SECURE_SSL_REDIRECT = not OHJAAMO_TRIAL
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = None if OHJAAMO_TRIAL else ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
