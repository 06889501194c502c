"""The cleaners in the order they run. Read it like a table of contents."""

from __future__ import annotations

from typing import Final

from newsclean.cleaners.ad_labels import ad_labels
from newsclean.cleaners.agency_signoffs import agency_signoffs
from newsclean.cleaners.app_store import app_store
from newsclean.cleaners.author_bios import author_bios
from newsclean.cleaners.breadcrumbs import breadcrumbs
from newsclean.cleaners.bylines import bylines
from newsclean.cleaners.calls_to_action import calls_to_action
from newsclean.cleaners.captions import captions
from newsclean.cleaners.comment_prompts import comment_prompts
from newsclean.cleaners.comments import comments
from newsclean.cleaners.consent import consent
from newsclean.cleaners.embeds import embeds
from newsclean.cleaners.footer import footer
from newsclean.cleaners.headline import headline
from newsclean.cleaners.labelled_fields import labelled_fields
from newsclean.cleaners.lost_apostrophes import lost_apostrophes
from newsclean.cleaners.markdown import markdown
from newsclean.cleaners.metadata_tail import metadata_tail
from newsclean.cleaners.mojibake import mojibake
from newsclean.cleaners.navigation import navigation
from newsclean.cleaners.newsletter import newsletter
from newsclean.cleaners.off_article import off_article
from newsclean.cleaners.paywall import paywall
from newsclean.cleaners.player_text import player_text
from newsclean.cleaners.read_also import read_also
from newsclean.cleaners.reading_time import reading_time
from newsclean.cleaners.related import related
from newsclean.cleaners.repeated_headline import repeated_headline
from newsclean.cleaners.share_bars import share_bars
from newsclean.cleaners.share_counts import share_counts
from newsclean.cleaners.skip_links import skip_links
from newsclean.cleaners.standfirst import standfirst
from newsclean.cleaners.stray_dates import stray_dates
from newsclean.cleaners.tags import tags
from newsclean.cleaners.template_leftovers import template_leftovers
from newsclean.cleaners.tickers import tickers
from newsclean.cleaners.ui_controls import ui_controls
from newsclean.cleaners.zero_width import zero_width
from newsclean.pipeline.pipeline import Pipeline

DEFAULT: Final = Pipeline(
    [
        mojibake,
        zero_width,
        markdown,
        lost_apostrophes,
        labelled_fields,
        template_leftovers,
        skip_links,
        app_store,
        embeds,
        headline,
        repeated_headline,
        breadcrumbs,
        metadata_tail,
        tags,
        bylines,
        standfirst,
        agency_signoffs,
        author_bios,
        share_counts,
        share_bars,
        reading_time,
        player_text,
        comment_prompts,
        comments,
        newsletter,
        consent,
        paywall,
        read_also,
        captions,
        ad_labels,
        calls_to_action,
        related,
        ui_controls,
        stray_dates,
        tickers,
        footer(),
        navigation,
        off_article,
    ],
)
