"""The states of pages that no address alone shows: what a search found, what is missing, forms with mistakes."""

from __future__ import annotations

from directory_data.vocabulary import Role

STATES: dict[Role | None, tuple[str, ...]] = {
    None: (
        "/services?where=Leeds",
        "/services?who=hurt&where=Leeds&what=support",
        "/services?what=he+hurts+me",
        "/services?where=Newport",
        "/services?where=Edinburgh",
        "/services?what=zzzzqq&type=dvpp",
        "/services?starts_before=never&who=nobody",
        "/services?where=Leeds&is_open=y&day=wednesday&slug=aire-valley-dvpp",
        "/services?where=Leeds&view=map",
        "/services?where=Leeds&view=print",
        "/services/compare?slug=aire-valley-dvpp&slug=mersey-change-dvpp&slug=irwell-steps-dvpp",
        "/services/compare",
        "/services/wharfe-mediation-rooms-information",
        "/services/aire-valley-partner-support",
        "/areas/leeds?who=hurt",
        "/areas/west-yorkshire-court-area",
        "/factsheets/domestic-abuse",
        "/factsheets/children",
        "/factsheets/dvpp/easy-read",
        "/factsheets/dvpp/welsh",
        "/news?area=E08000035",
        "/nothing-here",
    ),
    Role.OFFICER: ("/cases?page=99", "/referrals?q=nobody"),
    Role.DIRECTORY_ADMINISTRATOR: ("/admin/factsheets/dvpp/welsh", "/admin/factsheets/dvpp/standard?from=1"),
}
"""Role -> addresses; None is somebody who is not signed in."""

EMPTIED = """() => {
    // The last form of the page that asks for something in words, sent with nothing answered.
    const forms = [...document.querySelectorAll('main form[method=post]')].filter(form =>
        [...form.querySelectorAll('input:not([type=hidden]), select, textarea')].some(e => e.checkVisibility()));
    const form = forms.at(-1);
    const button = form && [...form.querySelectorAll('button:not([type=button])')].at(-1);
    if (!button) return false;
    form.noValidate = true;
    for (const field of form.querySelectorAll('input:not([type=hidden]), select, textarea')) {
        if (['checkbox', 'radio'].includes(field.type)) field.checked = false;
        else if (field.tagName !== 'SELECT') field.value = '';
    }
    button.dataset.emptied = '';
    return true;
}"""
"""Takes the answers out of a form, so that the page comes back with its mistakes; whether there is a form."""

SEND = "document.querySelector('[data-emptied]').click()"

KEPT_AS_THEY_ARE = frozenset({"directory.index", "sheets.edit"})
"""Endpoints whose forms are sent elsewhere in these tests, or show the same without answers."""
