"""The names of elements in feeds: namespace URIs, as they are and as publishers write them."""

from __future__ import annotations

from lxml import etree

# The module, empty for the formats themselves, by its namespace's URI in lower case.
_MODULES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/echo/": "",
    "http://purl.org/pie/": "",
    "http://example.com/necho": "",
    "http://example.com/newformat#": "",
    "uri/of/echo/namespace#": "",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
}


def name_of(element: etree._Element) -> str:
    """Return `module:name` of an element in lower case, `name` alone for RSS's and Atom's own.

    An unknown namespace counts by its prefix, which is often right where the URI is misspelt.
    """
    uri, _, name = element.tag.rpartition("}")
    uri = uri.removeprefix("{").lower()
    module = "" if not uri or "backend.userland.com/rss" in uri else _MODULES.get(uri)
    if module is None:
        module = (element.prefix or "").lower()
    return f"{module}:{name.lower()}" if module else name.lower()


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its name in lower case, however the document writes it."""
    value = element.get(name)
    return attributes(element).get(name) if value is None and element.attrib else value


def attributes(element: etree._Element) -> dict[str, str]:
    """Return all attributes by their names in lower case."""
    return {str(name).lower(): str(value) for name, value in element.items()}
