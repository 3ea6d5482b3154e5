"""Values over time as SVG, by pygal. Its own style sheet and script are left out: the page has them, and its policy allows no others."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree

import pygal  # type: ignore[import-untyped]  # the package has no types
from markupsafe import Markup

from hooks.cli.console.query import Series

LARGE, SMALL = (960, 260), (520, 170)
"""Width and height, in pixels, for a page and for a part of it."""
MOST = 12
"""Series that are drawn."""


def plot(series: Sequence[Series], limit: float | None = None, size: tuple[int, int] = LARGE) -> Markup:
    """The series as lines, and a limit as a dashed one; the empty string where there is nothing to draw. It fills its place, its letters are for ``size``."""
    drawn = [each for each in series[:MOST] if any(math.isfinite(value) for _, value in each.points)]
    if not drawn:
        return Markup("")
    chart = pygal.DateTimeLine(
        width=size[0],
        height=size[1],
        js=[],
        css=[],
        disable_xml_declaration=True,
        show_legend=False,
        show_dots=False,
        margin=6,
        margin_left=12,
        include_x_axis=all(value >= 0 for each in drawn for _, value in each.points),
        truncate_label=-1,
        max_scale=6,
        x_value_formatter=lambda moment: moment.astimezone().strftime("%H:%M:%S"),
        x_labels_major_count=5,
        show_minor_x_labels=False,
    )
    for each in drawn:
        chart.add(each.name, [(_moment(at), value) for at, value in each.points if math.isfinite(value)])
    if limit is not None:
        times = [at for each in drawn for at, _ in each.points]
        chart.add(f"limit {limit:g}", [(_moment(min(times)), limit), (_moment(max(times)), limit)])
    return _bare(chart.render_tree(), "plot limited" if limit is not None else "plot")


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _bare(tree: ElementTree.Element, name: str) -> Markup:
    """The drawing alone: no definitions, and nothing that only a script would use."""
    for parent in list(tree.iter()):
        for element in [each for each in parent if _superfluous(each)]:
            parent.remove(element)
    tree.attrib.pop("id", None)
    tree.set("class", f"pygal-chart {name}")
    tree.set("role", "img")
    return Markup(ElementTree.tostring(tree, encoding="unicode"))  # noqa: S704  # made by a serializer, which escapes every text


def _superfluous(element: ElementTree.Element) -> bool:
    comment = not isinstance(element.tag, str)
    return comment or element.tag.endswith(("defs", "title")) or "overlay" in element.get("class", "")
