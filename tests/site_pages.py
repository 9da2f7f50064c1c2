# ruff: noqa: E501 - pages are as their sites write them
"""Five kinds of site, as saved from a browser: the article among navigation, adverts, related stories and comments.

All of them are invented; each sets its article in the way of one kind of publishing system, and each is full of decoys:
figures that stand on the page and are no part of the article.
"""

from __future__ import annotations

import json
from html import escape

from file_writers import AUTHOR, DATE, OUTLET, PARAGRAPHS, TITLE, URL

# figures that stand in no paragraph of the article
DECOYS = (
    "7,301", "5,417 people", "913 killed", "88,000 troops", "61 dead", "4,444", "19 percent off", "$49.99", "2,718 likes",
    "77 comments", "333 drones", "640 soldiers", "9,999", "1,024 readers", "512 shares", "71 prisoners",
)  # fmt: skip
_P = [escape(paragraph, quote=False) for paragraph in PARAGRAPHS]


def _paragraphs(opening: str, closing: str = "</p>") -> list[str]:
    return [f"{opening}{words}{closing}" for words in _P]


def newspaper() -> str:
    """A large newspaper: JSON-LD in a graph, cards of related stories between paragraphs, a comment section."""
    told = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Some portal", "url": "https://example.org"},
            {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "913 killed"}]},
            {
                "@type": ["NewsArticle"],
                "headline": TITLE,
                "datePublished": f"{DATE}T06:00:00Z",
                "dateModified": "2024-12-01T06:00:00Z",
                "author": [{"@type": "Person", "name": AUTHOR}],
                "publisher": {"@type": "NewsMediaOrganization", "name": OUTLET, "logo": {"url": "x"}},
                "mainEntityOfPage": {"@type": "WebPage", "@id": URL},
            },
        ],
    }
    body = _paragraphs('<p class="article__paragraph css-1x">')
    body.insert(
        2,
        '<aside class="related-card"><h3>More on this story</h3><ul><li><a href="/a">Avalanche: 913 killed in the '
        'range</a></li><li><a href="/b">Summit sends 88,000 troops</a></li></ul></aside>',
    )
    body.insert(
        5, '<div class="advert" data-slot="mid"><p>Advertisement. Order now, 19 percent off, only $49.99</p></div>'
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | {OUTLET}</title>
<script type="application/ld+json">{json.dumps(told)}</script></head><body>
<header class="masthead"><nav><ul><li><a href="/">Home</a></li><li><a href="/war">War: 333 drones</a></li>
<li><a href="/sport">Sport</a></li></ul></nav><div class="ticker">Markets at 7,301 points</div></header>
<main><article class="article"><h1>{TITLE}</h1><div class="byline">By <a href="/falk">{AUTHOR}</a></div>
<div class="article__body">{"".join(body)}</div></article>
<section id="comments" class="comments"><h2>77 comments</h2><div class="comment"><p>My cousin says 5,417 people died, not
40. They never tell you the truth about the levee, and the mayor knew for years that it would not hold.</p></div>
<div class="comment"><p>61 dead in our street alone, he says, and nobody came to count them.</p></div></section></main>
<aside class="sidebar"><h2>Most read</h2><ol><li>Convoy of 640 soldiers crosses</li><li>71 prisoners freed</li></ol></aside>
<footer><p>1,024 readers support us. Call 4,444 to subscribe.</p></footer></body></html>"""


def weblog() -> str:
    """A weblog system: OpenGraph, entry-content, share buttons, a widget column, a thread of replies."""
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="UTF-8">
<meta property="og:type" content="article"><meta property="og:title" content="{TITLE}">
<meta property="og:site_name" content="{OUTLET}"><meta property="og:url" content="{URL}">
<meta property="article:published_time" content="{DATE}T10:15:00+00:00"><meta name="author" content="{AUTHOR}">
<title>{TITLE} - {OUTLET}</title></head><body class="single-post">
<div id="page"><div id="header"><ul class="menu"><li>About</li><li>Archive (4,444)</li></ul></div>
<div id="content"><div class="post type-post hentry"><h2 class="entry-title">{TITLE}</h2>
<div class="entry-meta">Posted by {AUTHOR} · 512 shares</div><div class="entry-content">{"".join(_paragraphs("<p>"))}
<div class="sharedaddy social-share"><span>2,718 likes</span> <span>512 shares</span></div>
<div class="jp-relatedposts related-posts"><h3>Related</h3><p>Ambush leaves 61 dead</p><p>88,000 troops mass</p></div>
</div></div>
<div id="comments" class="comments-area"><h3>77 comments on this</h3><ol class="comment-list"><li class="comment"><p>Our
relief group counted 5,417 people in the gym last night and we ran out of blankets before ten.</p></li><li
class="comment"><p>The dam upstream is the scandal, with 913 killed the last time and no report.</p></li></ol></div></div>
<div id="secondary" class="widget-area sidebar"><div class="widget"><h3>Recent posts</h3><ul><li>71 prisoners swapped</li>
<li>640 soldiers return</li></ul></div><div class="widget"><p>Newsletter: join 9,999 others</p></div></div>
<div id="footer">Since 2003. 7,301 posts.</div></div></body></html>"""


def old_tables() -> str:
    """An old site laid out in tables, in Windows-1252, with meta tags only and a banner above the story."""
    story = "<br><br>\n".join(_P)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>{TITLE}</title><meta name="author" content="{AUTHOR}"><meta name="date" content="{DATE}">
<meta name="DC.publisher" content="{OUTLET}"><link rel="canonical" href="{URL}"></head>
<body bgcolor="#ffffff"><table width="100%"><tr><td colspan="3"><font size="1">Banner: save now, 19 percent off,
$49.99</font></td></tr><tr><td width="120"><a href="1">News</a><br><a href="2">333 drones</a><br><a href="3">71 prisoners
</a><br><a href="4">Archive</a></td><td><h1>{TITLE}</h1><p>{story}</p></td><td width="140"><b>Also today</b><br>
<a href="5">61 dead in ambush</a><br><a href="6">640 soldiers return</a></td></tr><tr><td colspan="3"><font size="1">You
are visitor 9,999. Best viewed at 1,024 readers.</font></td></tr></table></body></html>"""


def agency() -> str:
    """A wire agency's page of divisions without an article tag: microdata, captions, a live ticker, a paywall note."""
    body = _paragraphs('<div class="text-block"><p data-testid="paragraph">', "</p></div>")
    body.insert(
        1, "<figure><img src='a.jpg'><figcaption>Archive picture of a parade with 640 soldiers.</figcaption></figure>"
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | {OUTLET}</title>
<meta name="application-name" content="{OUTLET}"><meta name="author" content="{AUTHOR}">
<link rel="canonical" href="{URL}"></head><body><div class="nav-bar"><a>World</a><a>Markets 7,301</a></div>
<div class="live-ticker"><div>09:14 Strike kills 61 dead</div><div>09:02 Fleet of 333 drones launched</div></div>
<div class="content" itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}</h1>
<time itemprop="datePublished" datetime="{DATE}T07:00:00Z">Saturday</time>
<div itemprop="articleBody">{"".join(body)}</div></div>
<div class="paywall-note paywall"><p>You have read 4,444 of your free articles. Subscribe for $49.99 a year.</p></div>
<div class="recommended"><h3>Recommended for you</h3><div><p>Avalanche report: 913 killed and thousands cut off in the
mountain range, officials say in a long and winding statement that goes on and on.</p></div><div><p>88,000 troops are on
the move, a spokesman said, in what may be the largest exercise of the alliance for many years.</p></div></div>
<div class="footer">2,718 likes</div></body></html>"""


def magazine() -> str:
    """A magazine with a front end in scripts: state as JSON in the page, cookie box, pull quote, sponsored stories."""
    state = json.dumps({"related": [{"title": "913 killed", "body": "Report of 5,417 people and 88,000 troops."}]})
    body = _paragraphs("<p>")
    body.insert(
        4, '<div class="newsletter-signup newsletter"><p>Sign up. 1,024 readers did so this week alone.</p></div>'
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta name="twitter:title" content="{TITLE}"><meta property="og:site_name" content="{OUTLET}">
<meta property="article:author" content="{AUTHOR}"><meta property="article:published_time" content="{DATE}">
<link rel="canonical" href="{URL}"></head><body>
<div role="dialog" class="cookie-banner cookie"><p>We and our 640 soldiers of data, 9,999 partners, store cookies.</p></div>
<div id="root"><nav role="navigation"><ol><li>Politics</li><li>Books</li></ol></nav><main><section class="story"><header>
<h1>{TITLE}</h1></header><section class="story-body">{"".join(body)}</section></section>
<section class="sponsored outbrain"><h2>Around the web</h2><p>Lose weight: 19 percent off in a week, doctors in 71
prisoners' wards amazed by this simple and quite unbelievable method that everybody talks about.</p></section></main>
<div id="disqus_thread" class="disqus"><p>2,718 likes. I counted 333 drones from my window that night, and I wrote to the
editor about it, who never answered; so much for the free press in this town.</p></div></div>
<script>window.__STATE__ = {state};</script><noscript><p>4,444 pixels</p></noscript></body></html>"""


SITES = {site.__name__: site for site in (newspaper, weblog, old_tables, agency, magazine)}
