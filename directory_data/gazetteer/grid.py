"""National Grid eastings and northings turned into degrees (WGS84), to about 5 metres.

Source of the constants: "A guide to coordinate systems in Great Britain", Ordnance Survey: the National Grid
projection on the Airy 1830 ellipsoid, and the seven-parameter Helmert shift from OSGB36 to WGS84.
"""

from __future__ import annotations

import math

from directory_data.places import Point

_AIRY_A, _AIRY_B = 6377563.396, 6356256.909
_WGS_A, _WGS_B = 6378137.0, 6356752.314245
_SCALE, _LAT_0, _LON_0 = 0.9996012717, math.radians(49), math.radians(-2)
_EAST_0, _NORTH_0 = 400000.0, -100000.0
_SHIFT = (446.448, -125.157, 542.060)
_SCALE_PPM = -20.4894e-6
_TURN = tuple(math.radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))


def degrees_from_grid(easting: float, northing: float) -> Point:
    """The WGS84 position of a National Grid reference in metres."""
    lat, lon = _airy_from_grid(easting, northing)
    return _degrees_from_cartesian(*_helmert(*_cartesian_from_airy(lat, lon)))


def _meridional_arc(lat: float) -> float:
    n = (_AIRY_A - _AIRY_B) / (_AIRY_A + _AIRY_B)
    n2, n3 = n * n, n * n * n
    minus, plus = lat - _LAT_0, lat + _LAT_0
    return (
        _AIRY_B
        * _SCALE
        * (
            (1 + n + 1.25 * n2 + 1.25 * n3) * minus
            - (3 * n + 3 * n2 + 21 / 8 * n3) * math.sin(minus) * math.cos(plus)
            + (15 / 8 * n2 + 15 / 8 * n3) * math.sin(2 * minus) * math.cos(2 * plus)
            - 35 / 24 * n3 * math.sin(3 * minus) * math.cos(3 * plus)
        )
    )


def _airy_from_grid(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude in radians on the Airy ellipsoid (the guide's annex C)."""
    lat = (northing - _NORTH_0) / (_AIRY_A * _SCALE) + _LAT_0
    for _ in range(10):
        missing = northing - _NORTH_0 - _meridional_arc(lat)
        if abs(missing) < 0.001:
            break
        lat += missing / (_AIRY_A * _SCALE)
    e2 = 1 - (_AIRY_B / _AIRY_A) ** 2
    sin2 = math.sin(lat) ** 2
    nu = _AIRY_A * _SCALE / math.sqrt(1 - e2 * sin2)
    rho = nu * (1 - e2) / (1 - e2 * sin2)
    eta2, tan2, sec = nu / rho - 1, math.tan(lat) ** 2, 1 / math.cos(lat)
    x = (easting - _EAST_0) / nu
    north = (
        math.tan(lat)
        * nu
        / rho
        * (
            x**2 / 2
            - (5 + 3 * tan2 + eta2 - 9 * tan2 * eta2) * x**4 / 24
            + (61 + 90 * tan2 + 45 * tan2**2) * x**6 / 720
        )
    )
    east = sec * (
        x
        - (nu / rho + 2 * tan2) * x**3 / 6
        + (5 + 28 * tan2 + 24 * tan2**2) * x**5 / 120
        - (61 + 662 * tan2 + 1320 * tan2**2 + 720 * tan2**3) * x**7 / 5040
    )
    return lat - north, _LON_0 + east


def _cartesian_from_airy(lat: float, lon: float) -> tuple[float, float, float]:
    e2 = 1 - (_AIRY_B / _AIRY_A) ** 2
    nu = _AIRY_A / math.sqrt(1 - e2 * math.sin(lat) ** 2)
    return (
        nu * math.cos(lat) * math.cos(lon),
        nu * math.cos(lat) * math.sin(lon),
        nu * (1 - e2) * math.sin(lat),
    )


def _helmert(x: float, y: float, z: float) -> tuple[float, float, float]:
    scale = 1 + _SCALE_PPM
    turn_x, turn_y, turn_z = _TURN
    return (
        _SHIFT[0] + scale * x - turn_z * y + turn_y * z,
        _SHIFT[1] + turn_z * x + scale * y - turn_x * z,
        _SHIFT[2] - turn_y * x + turn_x * y + scale * z,
    )


def _degrees_from_cartesian(x: float, y: float, z: float) -> Point:
    """Bowring's closed form: far below a millimetre on land."""
    e2 = 1 - (_WGS_B / _WGS_A) ** 2
    across = math.hypot(x, y)
    theta = math.atan2(z * _WGS_A, across * _WGS_B)
    lat = math.atan2(
        z + e2 / (1 - e2) * _WGS_B * math.sin(theta) ** 3, across - e2 * _WGS_A * math.cos(theta) ** 3
    )
    return Point(round(math.degrees(lat), 6), round(math.degrees(math.atan2(y, x)), 6))
