"""Nothing is printed with an open claim."""

from articles import ledger

from .findings import Finding, rule


@rule
def has_no_open_claim(question):
    for entry in ledger.open_entries(question):
        stretch = entry.stretch
        place = f" ({stretch.label.lower()})" if stretch else ""
        why = f" {entry.why}" if entry.why else ""
        yield Finding(
            "claim_open",
            f"A claim has not been checked{place}.{why}",
            stretch.field if stretch else "text",
            quote=str(entry.claim),
        )
