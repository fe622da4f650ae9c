"""One picture for every network: each in its size and within its cap, as files or as a zip of them."""

import io
import zipfile
from collections.abc import Iterable

from hueandcry.errors import InputError, UsageError
from hueandcry.pictures.picture import DEFAULT_QUALITY, Picture
from hueandcry.pictures.sizes import Network, networks

LOWEST_QUALITY = 40
"""Below this a face falls into blocks; a cap that needs less is refused."""

# The earliest day a zip can hold: the same pictures always give the same bytes.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o100644 << 16


def pack(
    picture: Picture, quality: int = DEFAULT_QUALITY, only: Iterable[Network] | None = None
) -> dict[str, bytes]:
    """Return a JPEG for each network by its file name, such as ``mastodon-400.jpg``.

    Args:
        picture: at least as large as the largest network's; 1080 is enough for all.
        quality: JPEG quality to begin from; lower where a cap asks for it.
        only: the networks; every one of the table if None.

    Raises:
        UsageError: if the picture is too small, or the quality is out of range.
        InputError: if a network's cap cannot be met at a quality worth looking at.
    """
    wanted = networks() if only is None else tuple(only)
    check_size(picture.size_px, wanted)
    sized = {size_px: picture.resized(size_px) for size_px in {network.size_px for network in wanted}}
    return {network.file_name: fit(sized[network.size_px], quality, network) for network in wanted}


def check_size(size_px: int, wanted: Iterable[Network]) -> None:
    """Refuse to enlarge.

    Raises:
        UsageError: if one of the networks wants more pixels.
    """
    largest_px = max(network.size_px for network in wanted)
    if size_px < largest_px:
        raise UsageError(
            f"A picture of {size_px} pixels is too small for a pack.", f"Make it {largest_px} pixels wide."
        )


def fit(picture: Picture, quality: int, network: Network) -> bytes:
    """Return the best JPEG, of at most that quality, within the network's cap.

    Raises:
        InputError: if there is none.
    """
    best = picture.jpeg(quality)
    if network.max_bytes is None or len(best) <= network.max_bytes:
        return best
    found, low, high = b"", LOWEST_QUALITY, quality - 1
    while low <= high:
        middle = (low + high) // 2
        jpeg = picture.jpeg(middle)
        if len(jpeg) <= network.max_bytes:
            found, low = jpeg, middle + 1
        else:
            high = middle - 1
    if not found:
        raise InputError(
            f"This picture does not fit into {network.title}'s {network.max_bytes / 1000:.0f} KB.",
            "Choose a calmer photo or effect.",
            code="pack_over_cap",
        )
    return found


def pack_zip(picture: Picture, quality: int = DEFAULT_QUALITY) -> bytes:
    """Return the pack as a zip, with a README.txt that says what goes where; raises as `pack` does."""
    files = pack(picture, quality)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in {**files, "README.txt": describe(files).encode()}.items():
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            entry.create_system, entry.external_attr = 3, PLAIN_FILE  # else it depends on the machine
            archive.writestr(entry, content)
    return sink.getvalue()


def describe(files: dict[str, bytes]) -> str:
    """Return the README: each file, where it goes, and how sure its size is."""
    lines = ["One picture for each network. Most of them show the circle that fits into the square.", ""]
    for network in networks():
        kilobytes = len(files[network.file_name]) / 1000
        known = f"{'second-hand, ' if network.is_second_hand else ''}noted {network.noted}"
        facts = f"{network.size_px} px, {kilobytes:.0f} KB; {known}"
        lines.append(f"{network.file_name:20}  {network.title} ({facts}). {network.note}".rstrip())
    return "\n".join(lines) + "\n"
