"""The model as USDZ, for viewers of iOS: usda text of our own in a zip as the format wants it.

Each mesh is written once and referenced by every part that shows it. Units are metres, y is up. Sources: the USDZ file
format specification (stored, data at multiples of 64 bytes) and the UsdPreviewSurface specification.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from digigov.ar_scene.glb.reader import Material, Model, Primitive

Floats = NDArray[np.float64]
ROOT = "Scene"
ALIGNED = 64
DAY = (1980 - 1980) << 9 | 1 << 5 | 1  # the first day that a zip can name
PICTURES = {"image/png": "png", "image/jpeg": "jpg"}


def usdz(model: Model, title: str) -> bytes:
    """The package: the scene's layer first, then its pictures."""
    writer = _Layer(model)
    layer = "\n".join(writer.lines(title)) + "\n"
    return package({"scene.usda": layer.encode(), **writer.pictures})


def package(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, not compressed, each beginning at a multiple of 64 bytes."""
    out, entries = bytearray(), bytearray()
    for name, data in files.items():
        path = name.encode()
        start = len(out)
        padding = -(start + 30 + len(path) + 4) % ALIGNED
        extra = struct.pack("<HH", 0x1986, padding) + bytes(padding)
        common = struct.pack(
            "<HHHHHLLLHH", 20, 0, 0, 0, DAY, zlib.crc32(data), len(data), len(data), len(path), len(extra)
        )
        out += b"PK\3\4" + common + path + extra + data
        entries += b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, start) + path + extra
    end = struct.pack("<HHHHLLH", 0, 0, len(files), len(files), len(entries), len(out), 0)
    return bytes(out + entries + b"PK\5\6" + end)


class _Layer:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.pictures: dict[str, bytes] = {}
        self.materials: dict[Material, str] = {}
        self.shapes: dict[bytes, tuple[str, Primitive]] = {}

    def lines(self, title: str) -> Iterator[str]:
        parts = [line for number, _ in enumerate(self.model.instances) for line in self.part(number)]
        yield "#usda 1.0"
        yield f'(\n    defaultPrim = "{ROOT}"\n    metersPerUnit = 1\n    upAxis = "Y"\n    doc = "{_text(title)}"\n)'
        yield f'def Xform "{ROOT}" (kind = "component")'
        yield "{"
        yield 'def Scope "Materials"\n{'
        for material, name in self.materials.items():
            yield from self.material(material, name)
        yield "}"
        yield from parts
        yield "}"
        yield 'class Scope "Shapes"\n{'
        for name, primitive in self.shapes.values():
            yield from _mesh(name, primitive)
        yield "}"

    def part(self, number: int) -> Iterator[str]:
        instance = self.model.instances[number]
        yield f'def Xform "p{number}_{_name(instance.part)}"\n{{'
        yield f"matrix4d xformOp:transform = ({_rows(instance.matrix.T, 6)})"
        yield 'uniform token[] xformOpOrder = ["xformOp:transform"]'
        for place, primitive in enumerate(self.model.meshes[instance.mesh]):
            shape = self.shape(primitive)
            material = self.materials.setdefault(primitive.material, f"m{len(self.materials)}")
            metadata = f'prepend references = </Shapes/{shape}>; prepend apiSchemas = ["MaterialBindingAPI"]'
            yield f'def Mesh "m{place}" ({metadata})'
            yield f"{{\nrel material:binding = </{ROOT}/Materials/{material}>\n}}"
        yield "}"

    def shape(self, primitive: Primitive) -> str:
        arrays = (primitive.positions, primitive.faces, primitive.normals, primitive.places)
        key = b"|".join(b"" if array is None else array.tobytes() for array in arrays)
        return self.shapes.setdefault(key, (f"s{len(self.shapes)}", primitive))[0]

    def material(self, material: Material, name: str) -> Iterator[str]:
        path = f"</{ROOT}/Materials/{name}"
        red, green, blue, alpha = material.colour
        yield f'def Material "{name}"\n{{\ntoken outputs:surface.connect = {path}/s.outputs:surface>'
        yield 'def Shader "s"\n{\nuniform token info:id = "UsdPreviewSurface"'
        if material.picture:
            yield f"color3f inputs:diffuseColor.connect = {path}/t.outputs:rgb>"
        else:
            yield f"color3f inputs:diffuseColor = ({_number(red)}, {_number(green)}, {_number(blue)})"
        if alpha < 1:
            yield f"float inputs:opacity = {_number(alpha)}"
        yield "float inputs:roughness = 0.9\nfloat inputs:metallic = 0\ntoken outputs:surface\n}"
        if material.picture:
            yield 'def Shader "t"\n{\nuniform token info:id = "UsdUVTexture"'
            yield f"asset inputs:file = @{self.picture(material)}@"
            yield f"float4 inputs:scale = ({', '.join(map(_number, material.colour))})"
            yield 'token inputs:sourceColorSpace = "sRGB"\ntoken inputs:wrapS = "repeat"\ntoken inputs:wrapT = "repeat"'
            yield f"float2 inputs:st.connect = {path}/r.outputs:result>\nfloat3 outputs:rgb\n}}"
            yield 'def Shader "r"\n{\nuniform token info:id = "UsdPrimvarReader_float2"'
            yield 'string inputs:varname = "st"\nfloat2 outputs:result\n}'
        yield "}"

    def picture(self, material: Material) -> str:
        data, kind = material.picture or b"", PICTURES.get(material.picture_type)
        if kind is None:  # USDZ takes PNG and JPEG only
            data, kind = _as_png(data), "png"
        for name, other in self.pictures.items():
            if other == data:
                return name
        name = f"picture{len(self.pictures)}.{kind}"
        self.pictures[name] = data
        return name


def _mesh(name: str, primitive: Primitive) -> Iterator[str]:
    """Without normals a mesh that is not subdivided is flat (UsdGeomMesh): so are the pieces that have none here."""
    used, inverse = np.unique(primitive.faces, return_inverse=True)
    points = primitive.positions[used]
    faces = _with_quads(points, inverse.reshape(-1, 3), is_round=primitive.normals is not None)
    digits = 3 if np.allclose(points * 255, np.rint(points * 255)) else 4  # steps of 1/255 are told apart by three
    yield f'def Mesh "{name}"\n{{'
    yield f"int[] faceVertexCounts = [{','.join(str(len(face)) for face in faces)}]"
    yield f"int[] faceVertexIndices = [{','.join(str(corner) for face in faces for corner in face)}]"
    yield f"point3f[] points = [{_rows(points, digits)}]"
    yield f"float3[] extent = [{_rows(np.array([points.min(axis=0), points.max(axis=0)]), 4)}]"
    if primitive.normals is not None:
        yield f'normal3f[] normals = [{_rows(primitive.normals[used], 2)}] (interpolation = "vertex")'
    if primitive.places is not None:
        places = primitive.places[used] * (1, -1) + (0, 1)
        yield f'texCoord2f[] primvars:st = [{_rows(places, 4)}] (interpolation = "vertex")'
    yield 'uniform token subdivisionScheme = "none"\n}'


def _with_quads(points: Floats, triangles: NDArray[np.int64], *, is_round: bool) -> list[list[int]]:
    """Triangles that follow each other and are halves of one face become that face: a third less to write."""
    faces: list[list[int]] = []
    for triangle in triangles.tolist():
        before = faces[-1] if faces else []
        if len(before) == 3 and triangle[0] == before[0] and triangle[1] == before[2]:
            a, b, c, d = points[[*before, triangle[2]]]
            if is_round or abs(np.dot(np.cross(b - a, c - a), d - a)) < 1e-7:
                before.append(triangle[2])
                continue
        faces.append(triangle)
    return faces


def _rows(rows: Floats, digits: int) -> str:
    return ",".join(f"({','.join(_number(value, digits) for value in row)})" for row in rows)


def _number(value: float, digits: int = 5) -> str:
    """As short as can be: 0.50 is .5."""
    short = f"{value:.{digits}f}"
    if "." in short:
        short = short.rstrip("0").rstrip(".")
    sign, plain = ("-", short[1:]) if short.startswith("-") else ("", short)
    if plain == "0":
        return "0"
    return sign + (plain[1:] if plain.startswith("0.") else plain)


def _name(text: str) -> str:
    return re.sub(r"\W", "_", text, flags=re.ASCII)


def _text(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _as_png(data: bytes) -> bytes:
    import io

    from PIL import Image

    file = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.convert("RGB").save(file, "PNG", optimize=True)
    return file.getvalue()
