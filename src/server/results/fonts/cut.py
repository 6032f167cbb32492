"""Cuts the fonts of printed results out of the packaged Source fonts: one plain TrueType file for each cut.

The web's files are variable WOFF2 subsets, which no PDF library here reads. Needs Python with fonttools and brotli:
  python3 src/server/results/fonts/cut.py
"""

import io
import json
import os

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../../../..")
PACKAGES = os.path.join(ROOT, "node_modules/@fontsource-variable")
SIGNS = os.path.join(ROOT, "src/web/fonts/entente-signs.woff2")
PARTS = ["latin", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese"]


def subset(font, unicodes):
    options = Options()
    options.layout_features = ["kern", "tnum"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["STAT", "MVAR", "DSIG", "BASE", "gasp", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)


def cut(family, weight, file, name, style):
    paths = [os.path.join(PACKAGES, family, "files", f"{family}-{part}-wght-normal.woff2") for part in PARTS]
    pieces, seen = [], set()
    for path in [path for path in paths if os.path.exists(path)] + [SIGNS]:
        font = TTFont(path)
        font.flavor = None
        if "fvar" in font:
            font = instantiateVariableFont(font, {"wght": weight}, overlap=False)
        new = set(font.getBestCmap()) - seen
        seen |= new
        subset(font, new)
        piece = io.BytesIO()
        font.save(piece)
        piece.seek(0)
        pieces.append(piece)
    font = Merger().merge(pieces)
    subset(font, font.getBestCmap().keys())
    # The licence reserves the name "Source" for unchanged fonts.
    font["name"].names = []
    texts = {0: "Cut from Source fonts, © Adobe", 1: name, 2: style, 3: f"{name} {style}", 4: f"{name} {style}"}
    texts |= {5: "Version 1.0", 6: f"{name} {style}".replace(" ", ""), 13: "SIL Open Font License 1.1"}
    for key, text in texts.items():
        font["name"].setName(text, key, 3, 1, 0x409)
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = 0
    font.save(os.path.join(HERE, f"{file}.ttf"))
    return set(font.getBestCmap())


def ranges(codes):
    found = []
    for code in sorted(codes):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


cuts = [
    cut("source-sans-3", 400, "entente-sans-regular", "Entente Sans", "Regular"),
    cut("source-sans-3", 600, "entente-sans-semibold", "Entente Sans", "Semibold"),
    cut("source-serif-4", 400, "entente-serif-regular", "Entente Serif", "Regular"),
]
with open(os.path.join(HERE, "coverage.json"), "w") as file:
    file.write(json.dumps(ranges(set.intersection(*cuts))) + "\n")
