"""The towns that S and T name, with what they say was there: for the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studyguide.course import find_root

from .tables import DataError, rows

TEXTS = "ST"
WITHIN = {
    "astoria": "saint-petersburg",
    "durnovo-villa": "saint-petersburg",
    "winter-palace": "saint-petersburg",
    "butyrka-prison": "moscow",
    "taganka-prison": "moscow",
    "zamoskvorechye": "moscow",
}
"""Houses and districts: what is said of them is said of their town."""
THEN = {"istanbul": "Constantinople", "saint-petersburg": "Petrograd"}
"""The name of that time, where a record's name has both."""


def towns(root: Path | None = None) -> list[dict[str, Any]]:
    """The towns of ``book/data/towns.csv`` by name, as plain data.

    Each has ``id``, ``name`` (then), ``spelled`` (in the texts, where otherwise), ``modern`` (where otherwise),
    ``country`` (today), ``lat``, ``lon``, ``paragraphs`` of S and T, and ``things``: ``kind``, ``what``,
    ``paragraphs`` and ``certainty``. Raises DataError when a row's place is not a place on the map.
    """
    # Imported here, because the edition needs PyYAML, which a browser's kernel may not have.
    from studyguide.edition import load_edition

    root = root or find_root()
    edition = load_edition(root)
    order = {block.id: number for number, block in enumerate(edition.paragraphs)}
    things: dict[str, list[dict[str, Any]]] = {}
    for row in rows("towns", root):
        place = edition.names.records.get(row["place"])
        if place is None or place.group != "places" or place.lat is None or place.id in WITHIN:
            raise DataError(
                f"book/data/towns.csv: entry {row['entry']}: {row['place']!r} is no town with lat and lon in places.yml"
            )
        thing = {key: row[key] for key in ("kind", "what", "certainty")}
        things.setdefault(place.id, []).append({**thing, "paragraphs": row["paragraph"].split()})
    said = {town: {each for thing in of for each in thing["paragraphs"]} for town, of in things.items()}
    spelled: dict[str, set[str]] = {town: set() for town in things}
    for block in edition.paragraphs:
        for mention in block.mentions:
            town = WITHIN.get(mention.record, mention.record)
            if block.siglum in TEXTS and town in things:
                said[town].add(block.id)
                if town == mention.record:
                    spelled[town].add(block.text[mention.start : mention.end])
    found = []
    for town in things:
        record = edition.names.records[town]
        name = THEN.get(town, record.name)
        found.append(
            {
                "id": town,
                "name": name,
                "spelled": sorted(spelled[town] - {name}),
                "modern": record.modern if record.modern != name else "",
                "country": record.country,
                "lat": record.lat,
                "lon": record.lon,
                "paragraphs": sorted(said[town], key=order.__getitem__),
                "things": things[town],
            }
        )
    return sorted(found, key=lambda each: str(each["name"]))
