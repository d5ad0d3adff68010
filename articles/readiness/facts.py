"""Nothing is printed with an open claim."""

from articles import ledger

from .findings import Finding, rule

MOST = 3  # claims that are named; the ledger has them all


@rule
def has_no_open_claim(question):
    still_open = ledger.open_entries(question)
    for entry in still_open[:MOST]:
        stretch = entry.stretch
        place = f" ({stretch.label.lower()})" if stretch else ""
        why = f" {entry.why}" if entry.why else ""
        yield Finding(
            "claim_open",
            f"A claim has not been checked{place}.{why}",
            stretch.field if stretch else "text",
            quote=str(entry.claim),
        )
    if more := still_open[MOST:]:
        sentence = f"{len(more)} more claim{' has' if len(more) == 1 else 's have'} not been checked: see the ledger."
        yield Finding("claim_open", sentence, more[0].stretch.field if more[0].stretch else "text")
