"""One triangle mesh as a binary glTF file, in mm, and back.

glTF counts in metres with y up. The file keeps our numbers, mm with z up, and its node carries the
turn and the scale, so any viewer shows the right size and we read back what we wrote.
"""

import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC, _JSON, _BIN = 0x46546C67, 0x4E4F534A, 0x004E4942
_TO_METRES_Y_UP = [0.001, 0, 0, 0, 0, 0, -0.001, 0, 0, 0.001, 0, 0, 0, 0, 0, 1]
_FLOAT, _SHORT, _LONG = 5126, 5123, 5125
_FOR_POINTS, _FOR_FACES = 34962, 34963
_MOST_SHORT = 2**16 - 1  # the last number of two bytes is glTF's sign for a break


@dataclass(frozen=True, eq=False, kw_only=True)
class Model:
    """What a file holds: points (n, 3) mm, triangles (m, 3), unit normals (n, 3), name and look.

    `colour` is `#rrggbb`; `extras` are words for whoever opens the file.
    """

    name: str = ""
    points: NDArray[Any]
    faces: NDArray[Any]
    normals: NDArray[Any]
    colour: str = "#ffffff"
    extras: Mapping[str, str] = field(default_factory=dict)


def _linear(colour: str) -> list[float]:
    """Give `#rrggbb` as the linear colour glTF wants."""
    shares = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return [round(float(c), 4) for c in linear] + [1.0]


def packed(model: Model) -> bytes:
    """Give a model as the bytes of a file."""
    points = np.ascontiguousarray(model.points, "<f4")
    normals = np.ascontiguousarray(model.normals, "<f4")
    is_short = len(points) <= _MOST_SHORT
    faces = np.ascontiguousarray(model.faces, "<u2" if is_short else "<u4")
    body = points.tobytes() + normals.tobytes() + faces.tobytes()
    body += b"\0" * (-len(body) % 4)
    views = [
        {"buffer": 0, "byteOffset": 0, "byteLength": points.nbytes, "target": _FOR_POINTS},
        {
            "buffer": 0,
            "byteOffset": points.nbytes,
            "byteLength": normals.nbytes,
            "target": _FOR_POINTS,
        },
        {
            "buffer": 0,
            "byteOffset": points.nbytes + normals.nbytes,
            "byteLength": faces.nbytes,
            "target": _FOR_FACES,
        },
    ]
    vectors: dict[str, Any] = {"componentType": _FLOAT, "count": len(points), "type": "VEC3"}
    box = {"min": points.min(axis=0).tolist(), "max": points.max(axis=0).tolist()}
    numbers = {"componentType": _SHORT if is_short else _LONG, "count": faces.size}
    head = _described(model) | {
        "asset": {
            "version": "2.0",
            "generator": "l45anatomy",
            "extras": {
                "units": "mm",
                "axes": "x right, y front, z up",
                "crc32": zlib.crc32(body),
            },
        },
        "buffers": [{"byteLength": len(body)}],
        "bufferViews": views,
        "accessors": [
            {"bufferView": 0, **vectors, **box},
            {"bufferView": 1, **vectors},
            {"bufferView": 2, **numbers, "type": "SCALAR"},
        ],
    }
    text = json.dumps(head, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return (
        struct.pack("<III", _MAGIC, 2, 12 + 8 + len(text) + 8 + len(body))
        + struct.pack("<II", len(text), _JSON)
        + text
        + struct.pack("<II", len(body), _BIN)
        + body
    )


def _described(model: Model) -> dict[str, Any]:
    """Give what a file says about its one mesh: where it stands, what it is called, its look."""
    skin = {
        "attributes": {"POSITION": 0, "NORMAL": 1},
        "indices": 2,
        "material": 0,
    }
    paint = {
        "baseColorFactor": _linear(model.colour),
        "metallicFactor": 0.0,
        "roughnessFactor": 0.8,
    }
    node: dict[str, Any] = {"name": model.name, "mesh": 0, "matrix": _TO_METRES_Y_UP}
    if model.extras:
        node["extras"] = dict(model.extras)
    return {
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [node],
        "meshes": [{"name": model.name, "primitives": [skin]}],
        "materials": [{"name": model.name, "pbrMetallicRoughness": paint}],
    }


def write(path: Path, model: Model) -> None:
    """Write a model."""
    path.write_bytes(packed(model))


def read(path: Path) -> Model:
    """Give points, triangles and normals of a file that `write` made; its look is left there."""
    data = path.read_bytes()
    try:
        return _unpacked(data)
    except (ValueError, KeyError, IndexError, TypeError, struct.error) as broken:
        raise ValueError(
            f"{path.name} is {len(data)} bytes, must be a whole file as l45 models writes it"
        ) from broken


def _unpacked(data: bytes) -> Model:
    magic, _, total, length, _ = struct.unpack_from("<IIIII", data, 0)
    if magic != _MAGIC or total != len(data):
        raise ValueError("not a whole binary glTF file")
    head, body = json.loads(data[20 : 20 + length]), data[28 + length :]
    if zlib.crc32(body) != head["asset"]["extras"]["crc32"]:
        raise ValueError("bytes were changed")
    points, normals, faces = (
        np.frombuffer(
            body,
            {_FLOAT: "<f4", _SHORT: "<u2", _LONG: "<u4"}[accessor["componentType"]],
            accessor["count"] * (3 if accessor["type"] == "VEC3" else 1),
            view["byteOffset"],
        ).reshape(-1, 3)
        for accessor, view in zip(head["accessors"], head["bufferViews"], strict=True)
    )
    return Model(
        name=head["nodes"][0]["name"],
        points=points.copy(),
        faces=faces.astype(int),
        normals=normals.copy(),
    )
