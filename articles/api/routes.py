"""What is at which address of the API: (route, view, name)."""

from . import views

ROUTES = (
    ("", views.index, "api_index"),
    ("openapi.json", views.openapi, "openapi"),
    ("questions/", views.questions, "api_questions"),
    ("questions/<slug:slug>/", views.question, "api_question"),
    ("questions/<slug:slug>/v/<int:number>/", views.edition, "api_edition"),
    ("corrections/", views.corrections, "api_corrections"),
    ("<slug:kind>/", views.things, "api_things"),
    ("<slug:kind>/<slug:slug>/", views.thing, "api_thing"),
)
