"""Newsletter and alert prompts."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.boxes import BoxCues, prompts
from newsclean.model.decision import Decision
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged

_CUES = BoxCues(
    sure=frozenset(
        "newsletter newsletters newslettersignup newsletterbox newsletterform infolettre nyhetsbrev "
        "nyhedsbrev nieuwsbrief rundbrief mailinglist mailchimp mailerlite mailmunch klaviyo "
        "convertkit formkit sendinblue brevo emailoctopus optin optinmonster emailsignup signupform".split(),
    ),
    likely=frozenset("subscribe subscription subscriptions signup inbox email push boletin boletim".split()),
)
"""Cue words of development pages whose text was never gold, names of mail services among them; the `likely` ones stand
on paywalls, share bars and log-in forms as well."""


@cleaner("newsletter", phrases=packaged("newsletter"), reasons=["box"], always=True)
def newsletter(draft: Draft) -> Iterator[Decision]:
    """Prompts to subscribe to newsletters, mail alerts and push messages, with the lines of their form."""
    yield from prompts(draft, _CUES)
