"""WSGI entry point: ``gunicorn historyqa.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "historyqa.settings")

application = get_wsgi_application()
