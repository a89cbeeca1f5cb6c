"""The palette: the colours that the theme's style sheet declares, light and dark, and which a brand decides."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

Tokens = Mapping[str, str]
"""Colours as #rrggbb, each under the name that it has in the style sheet without the leading `--vpl-`."""

PALETTES: Mapping[Scheme, Tokens] = MappingProxyType(
    {
        "light": MappingProxyType(
            {
                "paper": "#faf9f5",
                "surface": "#ffffff",
                "sunk": "#f2f0ea",
                "ink": "#15202b",
                "ink-2": "#45525f",
                "ink-3": "#5f6b77",
                "line": "#e2dfd6",
                "line-2": "#828a92",
                "proof": "#0b6e5f",
                "proof-2": "#3d9484",
                "proof-3": "#cfe5de",
                "on-proof": "#ffffff",
                "step": "#0b6e5f",
                "on-step": "#ffffff",
                "late": "#b3261e",
                "late-bg": "#fbeae8",
                "risk": "#8f5200",
                "risk-bg": "#fbf0dd",
                "ok": "#2a5d8f",
                "ok-bg": "#e6eff7",
                "plan": "#dedbd1",
                "track": "#efede6",
            }
        ),
        "dark": MappingProxyType(
            {
                "paper": "#0e1418",
                "surface": "#151d23",
                "sunk": "#1b252c",
                "ink": "#e9eef1",
                "ink-2": "#b6c1c9",
                "ink-3": "#94a2ac",
                "line": "#2a363e",
                "line-2": "#6f7d87",
                "proof": "#4fcbb0",
                "proof-2": "#37a08a",
                "proof-3": "#173f38",
                "on-proof": "#062019",
                "step": "#135e52",
                "on-step": "#ecfffa",
                "late": "#ff8f85",
                "late-bg": "#3a1d1b",
                "risk": "#f2b45c",
                "risk-bg": "#352815",
                "ok": "#8fc0ee",
                "ok-bg": "#182a3a",
                "plan": "#33414a",
                "track": "#202b32",
            }
        ),
    }
)

GROUNDS: Mapping[str, str] = MappingProxyType({"paper": "paper", "surface": "a card", "sunk": "sunken ground"})
"""Where text stands, by token, with what a reader calls it."""
BARS: Mapping[str, str] = MappingProxyType({"track": "the track of a bar", "plan": "the plan band of a bar"})
"""Where a bar lies that carries no text."""
