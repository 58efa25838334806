"""Walks to begin with, so that a new journal is not an empty page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    title: str
    place: str
    days_ago: int
    distance_km: str
    sky: tuple[str, str]
    land: str
    text: str


SAMPLES = [
    Sample(
        "Before the ferry",
        "Isle of Arran",
        3,
        "11.5",
        ("#f4b183", "#5b7fa6"),
        "#27485a",
        "We had four hours until the ferry and walked them all. The path leaves the shore "
        "behind the last house and climbs through bracken.\n\nAt the top the whole firth "
        "lay open, and the boat, when it came, was no larger than a grain of rice.",
    ),
    Sample(
        "朝の尾根道",
        "高尾山",
        9,
        "8.2",
        ("#fde2c0", "#d9788a"),
        "#4a3a5c",
        "始発電車で登山口へ。霧が晴れると、富士山が思ったより近くに見えた。\n\n"
        "山頂の茶屋で味噌汁をいただき、沢沿いの道をゆっくり下りた。",
    ),
    Sample(
        "Larches, one week late",
        "Val Ferret",
        16,
        "14.8",
        ("#fbe8b8", "#e0a24e"),
        "#5c5a35",
        "Everyone said to come in the second week of October, and I came in the third. "
        "Half the gold was on the ground, so I walked on it instead of under it.",
    ),
    Sample(
        "The long way to the bakery",
        "Alfama, Lisbon",
        24,
        "3.6",
        ("#cfe6ee", "#6fa8c7"),
        "#b0623c",
        "It is six minutes from the door to the bakery. With the river, the viewpoint and "
        "two cats it is an hour and a half, and the bread is still warm.",
    ),
    Sample(
        "Rain, then more of it",
        "Dovrefjell",
        41,
        "19.3",
        ("#c9d3d6", "#7c8f96"),
        "#3b4c4f",
        "The forecast had one cloud with two drops and meant it as a promise. "
        "Musk oxen do not mind rain; they stood like boulders and let us pass.",
    ),
    Sample(
        "Salt path",
        "Cabo de Gata",
        58,
        "12.0",
        ("#ffe9d6", "#7fb7be"),
        "#8a5a44",
        "A track of white dust between the salt pans and the sea. Flamingos on one side, "
        "fishing boats on the other, no shade on either.",
    ),
]
