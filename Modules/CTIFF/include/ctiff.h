#pragma once
#include <stddef.h>
#include <stdint.h>

/// How reading a TIFF ended.
enum { CTIFF_OK = 0, CTIFF_TRUNCATED = 1, CTIFF_DAMAGED = 2, CTIFF_MEMORY = 3, CTIFF_UNSUPPORTED = 4 };

/// What `ctiff_pixels` writes.
enum { CTIFF_GRAY = 1, CTIFF_RGB = 3 };

/// What a TIFF says of its first picture.
typedef struct {
  uint32_t width, height;
  /// Channels of what `ctiff_pixels` writes: 1 or 3.
  int channels;
  /// Pixels of a tile or strip, which are decoded as a whole.
  uint64_t block_pixels;
} ctiff_header;

typedef struct ctiff_reader ctiff_reader;

/// Reads the first directory. The bytes must stay until `ctiff_close`. The reader is to be closed whatever comes back, unless it is null.
/// The library is never given more than `memory_limit` bytes at once. `message` says what is wrong.
int ctiff_open(
    const uint8_t *bytes, size_t count, int64_t memory_limit, ctiff_reader **reader, ctiff_header *header, char message[128]);
/// Reads all pixels as 8-bit samples, rows packed; `out` holds width * height * channels bytes.
///
/// 1, 2 and 4 bits are spread to 0...255, 16 bits keep the high byte, palettes are expanded, white-is-zero is inverted, inks become colours by
/// R = (255 - C)(255 - K) / 255, extra samples (alpha) are dropped.
int ctiff_pixels(ctiff_reader *reader, uint8_t *out, char message[128]);
void ctiff_close(ctiff_reader *reader);
