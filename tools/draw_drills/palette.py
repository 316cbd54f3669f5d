"""The colours: a slate figure on its own light panel, so that light and dark chats both look right.

Accent, band and tick are three hues of Okabe and Ito's set, told apart with every kind of colour vision.
"""

PANEL = "#eef2f4"
FLOOR = "#dde5e8"
WALL = "#cfd9dd"
WALL_EDGE = "#b4c2c8"
MAT = "#b9cfd0"
MAT_EDGE = "#93b0b2"
WOOD = "#cdbfae"
WOOD_SIDE = "#b3a28d"
METAL = "#7b8894"

SKIN = "#5f7587"
SHIRT = "#34495a"
SHORTS = "#4a5f71"
HAIR = "#2a3a47"
FACE = "#7d92a3"
NECK = "#6c8192"
SHOE = "#2f4150"

ACCENT = "#d55e00"
ACCENT_SHORTS = "#bf5200"
ACCENT_SHOE = "#a84a00"
BAND = "#0072b2"
TICK = "#00875f"
WHITE = "#ffffff"
INK = "#22313d"
FAINT = "#5a6b78"
