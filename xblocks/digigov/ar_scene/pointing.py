"""From a point on the picture to the point of the model that it shows."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from digigov.ar_scene.camera import HEIGHT, WIDTH, Camera, camera
from digigov.ar_scene.glb.reader import Model
from digigov.ar_scene.glb.writer import write
from digigov.ar_scene.scene import Extent, Scene, Vector


def built(scene: Scene, models: Mapping[str, bytes]) -> Model:
    """The scene's model as it is now."""
    return Model(write(scene, models))


def pointed(scene: Scene, model: Model, left: float, top: float, beside: Vector | None = None) -> tuple[Vector, str]:
    """What is seen at `left`, `top` percent of the picture: the nearest surface, and the part that it belongs to.

    Where nothing is, the point at the depth of `beside` (of the model's middle), and "" for the part.
    """
    box = model.extent
    look = camera(scene.view, box)
    eye, way = np.array(look.eye), _ray(look, left, top)
    nearest, part = np.inf, ""
    for instance in model.instances:
        for primitive in model.meshes[instance.mesh]:
            corners = Model.placed(instance, primitive)[primitive.faces]
            distance = _hit(corners, eye, way)
            if distance < nearest:
                nearest, part = distance, instance.part
    if not part:
        back = np.array(look.back)
        nearest = float((np.array(beside or box.centre) - eye) @ back / (way @ back))
    return _inside(eye + way * nearest, box), part


def _ray(look: Camera, left: float, top: float) -> np.ndarray:
    """The direction through a point of the picture; its depth is 1."""
    x = (2 * left / 100 - 1 - look.shift[0]) * WIDTH / HEIGHT / look.focal
    y = (1 - 2 * top / 100 - look.shift[1]) / look.focal
    return np.array(look.right) * x + np.array(look.up) * y - np.array(look.back)


def _hit(corners: np.ndarray, eye: np.ndarray, way: np.ndarray) -> float:
    """How many times `way` it is to the nearest of m triangles (m×3×3); infinity for none (Möller, Trumbore 1997)."""
    a = corners[:, 0]
    ab, ac = corners[:, 1] - a, corners[:, 2] - a
    across = np.cross(way, ac)
    det = np.einsum("ij,ij->i", ab, across)
    with np.errstate(divide="ignore", invalid="ignore"):
        from_a = eye - a
        u = np.einsum("ij,ij->i", from_a, across) / det
        up = np.cross(from_a, ab)
        v = up @ way / det
        far = np.einsum("ij,ij->i", ac, up) / det
        inside = (u >= 0) & (v >= 0) & (u + v <= 1) & (far > 1e-6) & (np.abs(det) > 1e-12)
    return float(far[inside].min()) if inside.any() else np.inf


def _inside(point: np.ndarray, box: Extent) -> Vector:
    x, y, z = (float(round(value, 3)) for value in np.clip(point, box.low, box.high))
    return x, y, z
