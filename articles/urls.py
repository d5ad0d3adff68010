"""Public addresses. They are part of the interface: readers, feeds and citations hold on to them."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from . import api, feeds, sitemaps, views
from .reception import reader_form
from .rendering import any_origin
from .views.compression import compressed


def page(route, view, *args, **kwargs):
    """Return the route of a page: compressed, and answering to GET and HEAD only."""
    return path(route, compressed(require_safe(view)), *args, **kwargs)


def data(route, view, *args, **kwargs):
    """Return the route of what programs on any site may read: compressed, its refusals in its own words."""
    # Nothing can be changed here: who posts is told so by the view, and not by a page about forms.
    return path(route, csrf_exempt(any_origin(compressed(view))), *args, **kwargs)


catalogue_urls = [
    route
    for kind, name in (("periods", "period"), ("topics", "topic"), ("places", "place"), ("figures", "figure"))
    for route in (
        page(f"{kind}/", views.catalogue, {"kind": kind}, name=kind),
        page(f"{kind}/<slug:slug>/", views.catalogue_entry, {"kind": kind}, name=name),
    )
]

asking_urls = [
    path("ask/", reader_form(views.ask), name="ask"),
    page("ask/similar/", views.similar, name="ask_similar"),
    page("ask/sent/", views.ask_sent, name="ask_sent"),
    path("ask/confirm/<str:token>/", reader_form(views.confirm), name="ask_confirm"),
    path("ask/stop/<str:token>/", reader_form(views.stop, from_anywhere=True), name="ask_stop"),
    page("asked/", views.asked, name="asked"),
    path("asked/<int:pk>/", reader_form(views.asked_question), name="asked_question"),
    path("asked/<int:pk>/vote/", reader_form(views.vote), name="asked_vote"),
]

reuse_urls = [
    page("questions/<slug:slug>/republish/", views.republish, name="republish"),
    path("questions/<slug:slug>/answer.epub", require_safe(views.answer_epub), name="answer_epub"),
    page("saved/", views.saved, name="saved"),
    path("saved/list.epub", require_safe(views.saved_epub), name="saved_epub"),
    data("feeds/<slug:name>.<slug:format>", require_safe(feeds.feed), name="feed"),
    data("feeds/<slug:kind>/<slug:slug>.<slug:format>", require_safe(feeds.feed_of), name="feed_of"),
    data("oembed", require_safe(views.oembed), name="oembed"),
    page("api/", api.about, name="api"),
    *(data(f"api/v1/{route}", view, name=name) for route, view, name in api.ROUTES),
    data("api/v1/<path:rest>", api.nothing),
    page("sitemap.xml", sitemaps.index, name="sitemap_index"),
    page("sitemaps/lists.xml", sitemaps.lists, name="sitemap_lists"),
    page("sitemaps/news.xml", sitemaps.news, name="sitemap_news"),
    page("sitemaps/<slug:kind>/<int:number>.xml", sitemaps.page, name="sitemap"),
    page("robots.txt", views.robots, name="robots_txt"),
    page("opensearch.xml", views.opensearch, name="opensearch"),
    page(".well-known/security.txt", views.security, name="security_txt"),
]

urlpatterns = [
    page("", views.home, name="home"),
    page("questions/", views.a_to_z, name="questions"),
    page("questions/<slug:slug>/", views.question, name="question"),
    page("questions/<slug:slug>/v/<int:number>/", views.edition, name="edition"),
    page("questions/<slug:slug>/v/<int:number>/cite.<slug:kind>", views.cite, name="cite"),
    page("questions/<slug:slug>/history/", views.history, name="history"),
    page("questions/<slug:slug>/teach/", views.teach, name="teach"),
    page("questions/<slug:slug>/sheet/", views.sheet, name="sheet"),
    page("authors/", views.authors, name="authors"),
    page("authors/<slug:slug>/", views.author, name="author"),
    page("publications/", views.publications, name="publications"),
    page("publications/<slug:slug>/", views.publication, name="publication"),
    page("publications/<slug:slug>/<slug:issue_slug>/", views.issue, name="issue"),
    path("questions/<slug:slug>/report/", reader_form(views.report), name="report"),
    page("questions/<slug:slug>/report/sent/", views.report_sent, name="report_sent"),
    *asking_urls,
    page("corrections/", views.corrections, name="corrections"),
    *catalogue_urls,
    page("archive/", views.archive, name="archive"),
    page("archive/<int:year>/", views.archive_year, name="archive_year"),
    page("search/", views.search, name="search"),
    page("search/suggest/", views.search_suggest, name="search_suggest"),
    *reuse_urls,
    path("media/cards/<slug:name>.png", require_safe(views.card), name="card"),
    page("timeline/", views.timeline, name="timeline"),
    page("timeline/<slug:slug>/", views.timeline, name="timeline_period"),
    page("map/", views.world_map, name="map"),
    page("map/<int:row>/<int:column>/", views.map_square, name="map_square"),
    page("on-this-day/", views.on_this_day, name="on_this_day"),
    page("on-this-day/<int:month>/<int:day>/", views.on_this_day, name="day"),
    page("random/", views.random, name="random"),
    path("media/<path:name>", require_safe(views.media), name="media"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
    path("preview/<str:token>/", views.shared_preview, name="shared_preview"),
    path("desk/<str:token>/", reader_form(views.desk), name="desk"),
    path("desk/<str:token>/paste/", reader_form(views.desk_paste), name="desk_paste"),
    path("desk/<str:token>/keep/", reader_form(views.desk_keep), name="desk_keep"),
    path(
        "desk-mail/stop/<str:token>/",
        reader_form(views.desk_mail_stop, from_anywhere=True),
        name="desk_mail_stop",
    ),
    path("healthz", require_safe(views.healthz), name="healthz"),
]
