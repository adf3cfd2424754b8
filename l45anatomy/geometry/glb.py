"""One triangle mesh as a binary glTF file, in mm, and back.

glTF counts in metres with y up. The file keeps our numbers, mm with z up, and its node carries the
turn and the scale, so any viewer shows the right size and we read back what we wrote.
"""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC, _JSON, _BIN = 0x46546C67, 0x4E4F534A, 0x004E4942
_TO_METRES_Y_UP = [0.001, 0, 0, 0, 0, 0, -0.001, 0, 0, 0.001, 0, 0, 0, 0, 0, 1]
_FLOAT, _UINT = 5126, 5125


def _linear(colour: str) -> list[float]:
    """Give `#rrggbb` as the linear colour glTF wants."""
    shares = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return [round(float(c), 4) for c in linear] + [1.0]


def write(
    path: Path, name: str, points: NDArray[np.float64], faces: NDArray[Any], colour: str
) -> None:
    """Write points (n, 3) mm and triangles (m, 3) under a name, in a colour `#rrggbb`."""
    p = np.ascontiguousarray(points, "<f4")
    f = np.ascontiguousarray(faces, "<u4")
    head = {
        "asset": {"version": "2.0", "extras": {"units": "mm", "axes": "x right, y front, z up"}},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": name, "mesh": 0, "matrix": _TO_METRES_Y_UP}],
        "meshes": [
            {
                "name": name,
                "primitives": [{"attributes": {"POSITION": 0}, "indices": 1, "material": 0}],
            }
        ],
        "materials": [
            {
                "name": name,
                "pbrMetallicRoughness": {
                    "baseColorFactor": _linear(colour),
                    "metallicFactor": 0.0,
                    "roughnessFactor": 0.8,
                },
            }
        ],
        "buffers": [{"byteLength": p.nbytes + f.nbytes}],
        "bufferViews": [
            {"buffer": 0, "byteOffset": 0, "byteLength": p.nbytes},
            {"buffer": 0, "byteOffset": p.nbytes, "byteLength": f.nbytes},
        ],
        "accessors": [
            {
                "bufferView": 0,
                "componentType": _FLOAT,
                "count": len(p),
                "type": "VEC3",
                "min": [float(v) for v in p.min(axis=0)],
                "max": [float(v) for v in p.max(axis=0)],
            },
            {"bufferView": 1, "componentType": _UINT, "count": f.size, "type": "SCALAR"},
        ],
    }
    text = json.dumps(head, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    body = p.tobytes() + f.tobytes()
    total = 12 + 8 + len(text) + 8 + len(body)
    path.write_bytes(
        struct.pack("<III", _MAGIC, 2, total)
        + struct.pack("<II", len(text), _JSON)
        + text
        + struct.pack("<II", len(body), _BIN)
        + body
    )


def read(path: Path) -> tuple[NDArray[np.float64], NDArray[Any]]:
    """Give points (n, 3) mm and triangles (m, 3) of a file that `write` made."""
    data = path.read_bytes()
    magic, _, total = struct.unpack_from("<III", data, 0)
    if magic != _MAGIC or total != len(data):
        raise ValueError(f"{path.name} is {len(data)} bytes, must be a whole binary glTF file")
    length, _ = struct.unpack_from("<II", data, 12)
    head = json.loads(data[20 : 20 + length])
    start = 20 + length + 8
    n, m = (accessor["count"] for accessor in head["accessors"])
    points = np.frombuffer(data, "<f4", n * 3, start).reshape(-1, 3)
    faces = np.frombuffer(data, "<u4", m, start + n * 12).reshape(-1, 3)
    return points.astype(float), faces.astype(int)
