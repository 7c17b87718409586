"""A checksum by table: shifts, masks and exclusive or on 32-bit integers."""


def table_of_remainders():
    entries = []
    for i in range(256):
        c = i
        for _ in range(8):
            c = (c >> 1) ^ 0xEDB88320 if c & 1 == 1 else c >> 1
        entries.append(c)
    return entries


def bench(n):
    entries, crc = table_of_remainders(), 0xFFFFFFFF
    for i in range(n):
        byte = (i * 7 + (i >> 8)) & 255
        crc = (crc >> 8) ^ entries[(crc ^ byte) & 255]
    return (crc ^ 0xFFFFFFFF) & 0xFFFFFF
