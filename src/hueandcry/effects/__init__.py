"""The effect language: layers → validated effect → compiled effect. Pure; knows no photo."""

from hueandcry.effects.compile import MASTER_PX, CompiledEffect, Overlay, canonical_json, compile_effect
from hueandcry.effects.layers import Effect
from hueandcry.effects.named import effect_tables, named_effect
from hueandcry.effects.parse import files_named_by, parse_effect

__all__ = [
    "MASTER_PX",
    "CompiledEffect",
    "Effect",
    "Overlay",
    "canonical_json",
    "compile_effect",
    "effect_tables",
    "files_named_by",
    "named_effect",
    "parse_effect",
]
