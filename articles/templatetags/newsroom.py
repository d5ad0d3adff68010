"""What pages of the newsroom show everywhere."""

from django import template

from articles import helping

register = template.Library()


@register.simple_tag(takes_context=True)
def help_here(context):
    """The helping.Page about the page that is shown, or None."""
    match = getattr(context.get("request"), "resolver_match", None)
    return helping.about(match.url_name) if match and match.url_name else None
