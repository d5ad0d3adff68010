"""All settings, read from the environment once, loud on nonsense.

Production is the default: without ``DEBUG=1`` the site refuses to start unless ``SECRET_KEY`` and
``ALLOWED_HOSTS`` are set. README.md has the table of variables.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

import environ
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import to_locale
from django_prose_editor.config import html_tags
from js_asset import static_lazy
from stdnum import issn

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(env.str("ENV_FILE", str(BASE_DIR / "var/local.env")))


def switch(name, default=False):
    """Return the on/off variable ``name``; refuse to start on anything that is neither."""
    text = env.str(name, "").strip().lower()
    known = {"": default, "1": True, "true": True, "yes": True, "on": True}
    known |= {"0": False, "false": False, "no": False, "off": False}
    if text not in known:
        raise ImproperlyConfigured(f"{name} is {text!r}; it must be on or off.")
    return known[text]


def whole_number(name, default):
    """Return the variable ``name`` as a whole number of 0 or more; refuse to start on anything else."""
    text = env.str(name, "").strip()
    if text and not (text.isascii() and text.isdigit()):
        raise ImproperlyConfigured(f"{name} is {text!r}; it must be a whole number.")
    return int(text) if text else default


DEBUG = switch("DEBUG")
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))


def required_unless_debug(name, value, stand_in):
    """Return ``value``; where it is empty, ``stand_in`` with DEBUG on, or a refusal to start."""
    if value:
        return value
    if DEBUG:
        return stand_in
    raise ImproperlyConfigured(f"Set {name} in the environment (see README.md, Configuration).")


def one_of(name, value, choices):
    """Return ``value`` if it is one of ``choices``; refuse to start otherwise."""
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of {', '.join(choices)}.")
    return value


def is_web_address(url):
    """Whether ``url`` has a host and begins with http:// or https://."""
    return urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).netloc)


def web_address(name):
    """Return the variable ``name`` as an http or https address, or ""; refuse to start on anything else."""
    text = env.str(name, "").strip()
    if text and not is_web_address(text):
        raise ImproperlyConfigured(f"{name} is {text!r}; it must look like https://www.example.org")
    return text


SECRET_KEY = required_unless_debug("SECRET_KEY", env.str("SECRET_KEY", ""), "not-secret-for-debugging-only")
ALLOWED_HOSTS = required_unless_debug(
    "ALLOWED_HOSTS",
    [host.strip() for host in env.list("ALLOWED_HOSTS", default=[]) if host.strip()],
    ["localhost", "127.0.0.1", "[::1]"],
)

# --- The site ---------------------------------------------------------------------------------

SITE_NAME = env.str("SITE_NAME", "HistoryQA")
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
if not is_web_address(SITE_URL):
    raise ImproperlyConfigured(f"SITE_URL is {SITE_URL!r}; it must look like https://www.example.org")
ERA = one_of("ERA", env.str("ERA", "bc"), ("bc", "bce"))
SITE_ISSN = env.str("SITE_ISSN", "").strip()
if SITE_ISSN and not (issn.is_valid(SITE_ISSN) and "-" in SITE_ISSN):
    raise ImproperlyConfigured(f"SITE_ISSN is {SITE_ISSN!r}; it must be an ISSN such as 1469-8552.")
HTTPS = SITE_URL.startswith("https://")
# What others may do with answers that do not say so themselves (articles/licences.py).
REPUBLISH_LICENCE = one_of(
    "REPUBLISH_LICENCE",
    env.str("REPUBLISH_LICENCE", "all-rights-reserved"),
    ("all-rights-reserved", "cc-by", "cc-by-sa", "cc-by-nd", "cc-by-nc", "cc-by-nc-nd"),
)
# What must be signed off before a question is printed (articles/signoffs.py).
REQUIRED_SIGNOFFS = [
    one_of("REQUIRED_SIGNOFFS", kind.strip(), ("facts", "sub-edit", "legal", "picture"))
    for kind in env.list("REQUIRED_SIGNOFFS", default=[])
    if kind.strip()
]
# After how many months a printed answer comes back to the desk to be read again; 0 for never.
REVIEW_MONTHS = whole_number("REVIEW_MONTHS", 0)
# After how many days untouched a private draft of somebody is forgotten (articles/keeping.py); 0 for never.
DRAFT_DAYS = whole_number("DRAFT_DAYS", 180)
WEBSUB_HUB = web_address("WEBSUB_HUB")
PUBLISHING_PRINCIPLES_URL = web_address("PUBLISHING_PRINCIPLES_URL")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "").strip()
if SECURITY_CONTACT and not SECURITY_CONTACT.startswith(("mailto:", "https://", "tel:")):
    raise ImproperlyConfigured(
        f"SECURITY_CONTACT is {SECURITY_CONTACT!r}; it must begin with mailto:, https:// or tel:."
    )

LANGUAGE_CODE = "en-gb"
# "en-GB", as HTML, feeds and reference managers write it.
LANGUAGE_TAG = to_locale(LANGUAGE_CODE).replace("_", "-")
# The same magazine in other languages, with the same addresses: ALTERNATE_SITES=fr=https://fr.example.org
ALTERNATE_SITES = {
    tag.strip(): url.strip().rstrip("/")
    for tag, _, url in (pair.partition("=") for pair in env.list("ALTERNATE_SITES", default=[]))
}
for tag, url in ALTERNATE_SITES.items():
    if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*|x-default", tag) or not is_web_address(url):
        raise ImproperlyConfigured(
            f"ALTERNATE_SITES has {tag}={url}; it must look like fr=https://fr.example.org,de=https://de.example.org"
        )
TIME_ZONE = env.str("TIME_ZONE", "Europe/London")
USE_I18N = True
FORMAT_MODULE_PATH = ["historyqa.formats"]
USE_TZ = True

# --- Wiring -----------------------------------------------------------------------------------

ROOT_URLCONF = "historyqa.urls"
WSGI_APPLICATION = "historyqa.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "articles.apps.ArticlesConfig",
    "historyqa.newsroom.NewsroomConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "nested_admin",
    "js_asset",
    "django_prose_editor",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

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
            ],
        },
    },
]

# --- Database ---------------------------------------------------------------------------------

database_url = env.str("DATABASE_URL", "") or f"sqlite:///{VAR_DIR / 'historyqa.sqlite3'}"
one_of("The scheme of DATABASE_URL", urlsplit(database_url).scheme, ("sqlite", "postgres", "postgresql"))
DATABASES = {"default": env.db_url_config(database_url)}
DATABASES["default"]["CONN_MAX_AGE"] = whole_number("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock when a transaction starts, so that two writers queue instead of one failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }

# --- Files ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = []
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What editors upload, EXIF and all. Never under an address: readers get renditions.
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "originals", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "historyqa.collected.CollectedFiles"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# A question page may carry 40 answers with credits and sources: well over Django's 1,000 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- Rich text --------------------------------------------------------------------------------

# What django-prose-editor does not bring itself. articles/richtext/allowed.py says where it is used.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("articles/source-reference.js")],
        "extensions": {"SourceReference": html_tags(["sup"], {"sup": ["data-source"]})},
    },
    {
        "js": [static_lazy("articles/picks.js")],
        "extensions": {"Picks": html_tags(["figure", "figcaption"], {"figure": ["data-picture"]})},
    },
    {"js": [static_lazy("articles/paste.js")], "extensions": {"Pasting": html_tags([])}},
]

# --- Tasks ------------------------------------------------------------------------------------

TASKS_BACKEND = one_of("TASKS_BACKEND", env.str("TASKS_BACKEND", "immediate"), ("immediate", "database"))
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if TASKS_BACKEND == "database"
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# --- Mail to readers --------------------------------------------------------------------------

EMAIL_URL = env.str("EMAIL_URL", "") or ("consolemail://" if DEBUG else "dummymail://")
one_of("The scheme of EMAIL_URL", urlsplit(EMAIL_URL).scheme, tuple(environ.Env.EMAIL_SCHEMES))
# EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT and so on, as far as the address names them.
globals().update(
    {name: value for name, value in env.email_url_config(EMAIL_URL).items() if name.startswith("EMAIL_")}
)
EMAIL_TIMEOUT = 10  # seconds
# Readers are offered mail only where it would arrive.
MAIL_WORKS = not EMAIL_URL.startswith("dummymail")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "") or f"noreply@{urlsplit(SITE_URL).hostname}"

# --- Sign-in ----------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"

# --- Security headers -------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = whole_number("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
BEHIND_PROXY = switch("BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],  # robots.txt is fetched from the page by Lighthouse
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {
    name: []
    for name in (
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
        "browsing-topics",
    )
}

# --- Logs -------------------------------------------------------------------------------------

LOG_LEVEL = one_of("LOG_LEVEL", env.str("LOG_LEVEL", "INFO"), ("DEBUG", "INFO", "WARNING", "ERROR"))
SHARED_PROCESSORS = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]
structlog.configure(
    processors=[*SHARED_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(),
            "foreign_pre_chain": SHARED_PROCESSORS,
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": LOG_LEVEL, "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "axes": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "trafilatura": {"level": "CRITICAL"},
    },
}
