#pragma once
#include <stddef.h>
#include <stdint.h>

/// How reading a GIF ended.
enum { CGIF_OK = 0, CGIF_TRUNCATED = 1, CGIF_DAMAGED = 2, CGIF_MEMORY = 3, CGIF_EMPTY = 4 };

/// The first frame of a GIF and the canvas it stands on.
typedef struct {
  /// The canvas: the logical screen, made larger if the frame reaches beyond it.
  uint32_t width, height;
  /// The frame.
  uint32_t left, top, frame_width, frame_height;
  /// The index that is transparent in it; -1 if none is.
  int transparent;
  int interlaced;
} cgif_header;

typedef struct cgif_reader cgif_reader;

/// Reads up to the first frame's data. The bytes must stay until `cgif_close`. The reader is to be closed whatever comes back, unless it is null.
int cgif_open(const uint8_t *bytes, size_t count, cgif_reader **reader, cgif_header *header);
/// Reads the first frame as red, green, blue onto the canvas; `out` holds width * height * 3 bytes. Where the frame does not reach stands the
/// colour of the transparent index, or of index 0 if none is. The colour under transparent pixels stays as it is stored.
int cgif_pixels(cgif_reader *reader, uint8_t *out);
void cgif_close(cgif_reader *reader);
