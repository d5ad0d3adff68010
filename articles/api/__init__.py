"""A read-only JSON API of all that pages show: /api/v1/, described by its own OpenAPI document.

schema     the shapes that are sent      build    how rows become them
endpoint   methods, errors, ETag         views    one function an address
openapi    the description, made from schema and checked against routes by the tests
"""

from .routes import ROUTES
from .views import about, nothing

__all__ = ["ROUTES", "about", "nothing"]
