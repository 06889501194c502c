"""What the content score alone takes, and what stays on a page although the score doubts it."""

from __future__ import annotations

import newsclean
from newsclean.model.audit import Kept

_PLACES = (
    ("Das alte Fährhaus", "Preis: 20 Euro", "Adresse: Kaistraße 14"),
    ("Bäckerei Mahler", "Preis: 4 Euro", "Adresse: Marktplatz 2"),
    ("Das Glashaus", "Preis: 35 Euro", "Adresse: Botanischer Garten"),
)
_PARAGRAPH = (
    "Den besten Fisch am Fluss gibt es noch immer in dieser niedrigen Stube, deren Koch seit Jahren dieselbe kurze "
    "Karte führt und niemanden hinausdrängt, auch nicht am späten Abend des {} Tages."
)


def _page(facts: bool) -> str:
    parts = []
    for number, (name, *lines) in enumerate(_PLACES, start=2):
        parts.append(f"<h2>{name}</h2><p>{_PARAGRAPH.format(number)}</p>")
        if facts:
            parts.append("<div class=facts>" + "".join(f"<div>{line}</div>" for line in lines) + "</div>")
    return (
        "<!doctype html><html lang=de><head><title>Drei Häuser am Fluss, die sich lohnen</title></head><body><main>"
        f"<article><h1>Drei Häuser am Fluss, die sich lohnen</h1><p>{_PARAGRAPH.format('ersten')}</p>"
        + "".join(parts)
        + "</article></main><footer><p>© 2024 Beispiel-Post. Alle Rechte vorbehalten.</p></footer></body></html>"
    )


def test_facts_of_every_entry_stay() -> None:
    """Labelled facts that entries of a list have in common stay, those of the last entry too."""
    article = newsclean.clean(_page(facts=True))
    for _, *lines in _PLACES:
        for line in lines:
            assert line in article.text


def test_a_series_needs_several_facts() -> None:
    """One label alone brings nothing back, and a link none."""
    html = _page(facts=False).replace(
        "</article>", '<div class=facts><div>Preis: <a href="/x">hier</a></div></div></article>'
    )
    audit = newsclean.clean(html).audit
    fate = next(fate for block, fate in audit if block.text == "Preis: hier")
    assert not isinstance(fate, Kept)


def test_the_end_of_a_list_stays_with_its_beginning() -> None:
    html = (
        "<!doctype html><html lang=en><head><title>Old bridge in Milford to close</title></head><body><main><article>"
        "<h1>Old bridge in Milford to close</h1>"
        "<p>The council of Milford voted on Tuesday to close the old bridge for at least eighteen months, after "
        "engineers found cracks in it.</p><p>Residents who cross the river every morning said that they had "
        "been given no warning, and several shop owners fear that customers will stay away.</p>"
        "<p>There are three ways across:</p><ol><li>Drive round by Weston, which takes about forty minutes.</li>"
        "<li>Take the ferry from the old quay.</li><li>Walk.</li></ol></article></main>"
        "<footer><p>© 2024 Example Post. All rights reserved.</p></footer></body></html>"
    )
    text = newsclean.clean(html).text
    assert "Take the ferry from the old quay." in text
    assert "Walk." in text
