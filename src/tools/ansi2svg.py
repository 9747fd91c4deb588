#!/usr/bin/env python3
"""ansi2svg.py < SCREEN > PICTURE.svg — a terminal's screen, as `tmux capture-pane -e -p` gives it, as a picture."""
import html
import re
import sys
import unicodedata

CELL_W, CELL_H, FONT = 8.4, 18, 14
BASE = ["#1d2129", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#c8ccd4",
        "#6b7280", "#ef7f88", "#a9d48a", "#f0d08b", "#74bdf7", "#d38bea", "#67c7d3", "#ffffff"]
BACK, FORE = "#14171c", "#c8ccd4"


def colour(number):
    if number < 16:
        return BASE[number]
    if number >= 232:
        return "#" + 3 * f"{8 + 10 * (number - 232):02x}"
    number -= 16
    parts = [number // 36, number // 6 % 6, number % 6]
    return "#" + "".join(f"{0 if p == 0 else 55 + 40 * p:02x}" for p in parts)


def apply(codes, look):
    codes = [int(c or 0) for c in codes.split(";")]
    while codes:
        code = codes.pop(0)
        if code == 0:
            look.clear()
        elif code in (1, 2, 3, 4, 7):
            look[{1: "bold", 2: "dim", 3: "italic", 4: "under", 7: "reverse"}[code]] = True
        elif code == 22:
            look.pop("bold", None), look.pop("dim", None)
        elif code in (23, 24, 27):
            look.pop({23: "italic", 24: "under", 27: "reverse"}[code], None)
        elif code in (38, 48) and codes and codes.pop(0) == 5:
            look["fore" if code == 38 else "back"] = colour(codes.pop(0))
        elif 30 <= code <= 37 or 90 <= code <= 97:
            look["fore"] = colour(code - 30 if code < 90 else code - 82)
        elif 40 <= code <= 47 or 100 <= code <= 107:
            look["back"] = colour(code - 40 if code < 100 else code - 92)
        elif code in (39, 49):
            look.pop("fore" if code == 39 else "back", None)


def width(character):
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def draw(text, row, column, look):
    columns = sum(width(c) for c in text)
    fore, back = look.get("fore", FORE), look.get("back")
    if look.get("reverse"):
        fore, back = back or BACK, fore
    x, y = column * CELL_W, row * CELL_H
    if back:
        yield f'<rect x="{x:.1f}" y="{y}" width="{columns * CELL_W:.1f}" height="{CELL_H}" fill="{back}"/>'
    if text.strip():
        style = f'fill="{fore}"'
        style += ' font-weight="bold"' if look.get("bold") else ""
        style += ' opacity="0.65"' if look.get("dim") else ""
        style += ' font-style="italic"' if look.get("italic") else ""
        style += ' text-decoration="underline"' if look.get("under") else ""
        yield (f'<text x="{x:.1f}" y="{y + 14}" textLength="{columns * CELL_W:.1f}" {style} '
               f'xml:space="preserve">{html.escape(text)}</text>')


def main():
    rows = sys.stdin.read().rstrip("\n").split("\n")
    shapes, look, widest = [], {}, 0
    for row, line in enumerate(rows):
        column = 0
        for part in re.split(r"(\x1b\[[0-9;]*m|\x0e|\x0f)", line):
            if part.startswith("\x1b["):
                apply(part[2:-1], look)
            elif part and part not in "\x0e\x0f":
                shapes += draw(part, row, column, look)
                column += sum(width(c) for c in part)
        widest = max(widest, column)
    w, h = widest * CELL_W + 16, len(rows) * CELL_H + 16
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 {w:.0f} {h}" width="{w:.0f}" height="{h}" '
          f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{FONT}">')
    print(f'<rect x="-8" y="-8" width="{w:.0f}" height="{h}" rx="8" fill="{BACK}"/>')
    print("\n".join(shapes))
    print("</svg>")


main()
