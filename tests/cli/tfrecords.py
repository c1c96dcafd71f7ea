# SPDX-License-Identifier: GPL-3.0-or-later
"""A reader of TFRecord files and of messages of protocol buffers, from the formats' descriptions."""
import struct


def crc32c(data):
    """With a table, unlike the program's: each entry divided out on polynomials, 0x1edc6f41."""
    crc = 0xffffffff
    for byte in data:
        crc = crc >> 8 ^ CRC_TABLE[(crc ^ byte) & 0xff]
    return crc ^ 0xffffffff


def crc_entry(byte):
    reversed_byte = int(f'{byte:08b}'[::-1], 2) << 24
    for _ in range(8):
        reversed_byte = reversed_byte << 1 ^ (0x11edc6f41 if reversed_byte >> 31 else 0)
    return int(f'{reversed_byte:032b}'[::-1], 2)


CRC_TABLE = [crc_entry(byte) for byte in range(256)]


def records(content):
    """Of a TFRecord file, with their CRCs checked."""
    def check(data, masked):
        crc = crc32c(data)
        assert masked == ((crc >> 15 | crc << 17) + 0xa282ead8) & 0xffffffff, 'CRC'

    at = 0
    while at < len(content):
        head = content[at:at + 8]
        length, = struct.unpack('<Q', head)
        data = content[at + 12:at + 12 + length]
        check(head, *struct.unpack_from('<I', content, at + 8))
        check(data, *struct.unpack_from('<I', content, at + 12 + length))
        yield data
        at += 16 + length


def fields(message):
    """Of a message of protocol buffers: numbers and values."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 0x7f) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(message):
        key = varint()
        kind = key & 7
        if kind == 0:
            yield key >> 3, varint()
            continue
        length = {1: 8, 5: 4}.get(kind) or varint()
        value = message[at:at + length]
        at += length
        yield key >> 3, struct.unpack('<d' if kind == 1 else '<f', value)[0] if kind != 2 else value
