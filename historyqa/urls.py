"""The whole site: public pages, the admin, and what is shown when a page is not there."""

from django.contrib import admin
from django.urls import include, path

handler404 = "articles.views.not_found"
handler500 = "articles.views.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("_nested_admin/", include("nested_admin.urls")),
    path("", include("articles.urls")),
]
