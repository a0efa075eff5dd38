#pragma once
#include <stddef.h>
#include <stdint.h>

/// How reading a PNG ended.
enum {
  CPNG_OK = 0,
  /// The data ends too early.
  CPNG_TRUNCATED = 1,
  /// libpng refused it; the message says why.
  CPNG_DAMAGED = 2,
  /// There is no memory left.
  CPNG_MEMORY = 3,
};

/// What a PNG says of itself before its pixels.
typedef struct {
  uint32_t width;
  uint32_t height;
  /// 1, 2, 4, 8 or 16.
  int bit_depth;
  /// Channels of what `cpng_pixels` writes: 1 (gray) or 3 (red, green, blue).
  int channels;
} cpng_header;

/// Reads signature and header. The message holds up to 127 characters.
int cpng_read_header(const uint8_t *bytes, size_t count, uint32_t side_limit, cpng_header *header, char message[128]);

/// Reads all pixels as 8-bit samples, rows packed without gaps; `out` holds width * height * channels bytes, as the header said.
///
/// Palettes are expanded, 1, 2 and 4 bits are spread to 0...255, 16 bits keep the high byte, alpha and tRNS are dropped; gamma and profiles
/// are not applied.
int cpng_pixels(const uint8_t *bytes, size_t count, uint32_t side_limit, uint8_t *out, size_t out_count, char message[128]);
