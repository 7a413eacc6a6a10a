"""Bitstring Status List: the bits themselves (W3C Recommendation of May 2025)."""

from __future__ import annotations

import gzip
import secrets
import zlib
from collections.abc import Container
from dataclasses import dataclass

from digigov.credentials import multibase
from digigov.credentials.encoding import Malformed

MIN_BITS = 131_072  # the least that hides one holder among others (section 6.1)
MAX_BITS = MIN_BITS * 8  # what a reader will unpack: 128 KB


class ListFull(LookupError):
    """Every index of the list is taken: open a new list."""


@dataclass(frozen=True, slots=True)
class StatusList:
    """Bits, index 0 leftmost (section 2.2). Immutable: a change gives a new list to be signed anew."""

    bits: bytes

    @classmethod
    def empty(cls, size: int = MIN_BITS) -> StatusList:
        """`size` bits, all 0. Malformed when there are too few to hide anyone, or too many."""
        if not MIN_BITS <= size <= MAX_BITS or size % 8:
            raise Malformed(f"a status list has {MIN_BITS} to {MAX_BITS} bits, in whole bytes")
        return cls(bytes(size // 8))

    @classmethod
    def decode(cls, encoded: str) -> StatusList:
        """From an `encodedList` (section 3.4). Unpacks no more than MAX_BITS, whatever the text promises. Malformed
        when it is not multibase base64url of gzip, or has less than MIN_BITS."""
        if not encoded.startswith("u"):
            raise Malformed("the list is not multibase base64url")
        packed = multibase.decode(encoded)
        unpacker = zlib.decompressobj(wbits=31)  # 31: gzip, its checksum included
        try:
            bits = unpacker.decompress(packed, MAX_BITS // 8 + 1)
        except zlib.error:
            raise Malformed("the list is not gzip") from None
        if len(bits) > MAX_BITS // 8:
            raise Malformed(f"the list has more than {MAX_BITS} bits")
        if not unpacker.eof or unpacker.unused_data:
            raise Malformed("the list is cut off, or something follows it")
        if len(bits) * 8 < MIN_BITS:
            raise Malformed(f"the list has less than {MIN_BITS} bits: too few to hide anyone")
        return cls(bits)

    def encode(self) -> str:
        """The `encodedList` (section 3.3). The same bits give the same text: no time is written."""
        return multibase.base64url(gzip.compress(self.bits, mtime=0))

    def __len__(self) -> int:
        return len(self.bits) * 8

    def __getitem__(self, index: int) -> bool:
        """Whether the bit is 1; IndexError outside of the list."""
        if not 0 <= index < len(self):
            raise IndexError("outside of the status list")
        return bool(self.bits[index // 8] & 0x80 >> index % 8)

    def flipped(self, index: int, value: bool = True) -> StatusList:
        """The list with that bit set (revoked), or cleared; IndexError outside of the list."""
        if self[index] == value:
            return self
        at = index // 8
        return StatusList(self.bits[:at] + bytes([self.bits[at] ^ 0x80 >> index % 8]) + self.bits[at + 1 :])


def free_index(taken: Container[int], size: int = MIN_BITS) -> int:
    """A random index that is not in `taken`, so that it tells nothing of who came when (section 2.1). ListFull when
    there is none. Two callers at once may get the same: the caller's store must hold it unique."""
    for _ in range(32):
        if (index := secrets.randbelow(size)) not in taken:
            return index
    left = [index for index in range(size) if index not in taken]
    if not left:
        raise ListFull("every index of this status list is taken")
    return secrets.choice(left)
