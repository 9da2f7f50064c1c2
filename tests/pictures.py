"""What tests ask of a drawn figure: its words, where they stand, and whether a reader can read them."""

from __future__ import annotations

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox


def words_of(figure: Figure) -> list[str]:
    return [text.get_text() for text in visible_texts(figure)]


def visible_texts(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def text_boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """All words that are drawn, with the pixels that they cover."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    hidden = [axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) if not axis.get_visible()]
    of_axes = {id(text) for axis in hidden for text in axis.findobj(Text)}
    drawn = [text for text in visible_texts(figure) if id(text) not in of_axes]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in drawn]


def assert_readable(figure: Figure) -> None:
    """No words overlap, and none are clipped by the page."""
    boxes = text_boxes(figure)
    for (word, box), (other, its_box) in combinations(boxes, 2):
        overlap = Bbox.intersection(box.padded(-1), its_box.padded(-1))
        assert overlap is None, f"{word!r} overlaps {other!r}"
    for word, box in boxes:
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1
        assert inside, f"{word!r} is clipped"
