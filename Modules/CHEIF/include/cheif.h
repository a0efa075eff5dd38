#pragma once
#include <stddef.h>
#include <stdint.h>

/// How reading a HEIC ended.
enum { CHEIF_OK = 0, CHEIF_TRUNCATED = 1, CHEIF_DAMAGED = 2, CHEIF_MEMORY = 3, CHEIF_UNSUPPORTED = 4, CHEIF_NO_LIBRARY = 5 };

typedef struct cheif_reader cheif_reader;

/// Loads libheif, which brings a dozen libraries along, when it is first needed; 0 when it is there.
int cheif_load(void);
/// The size of the primary picture, and of what is coded of it, before it is cropped and turned.
typedef struct {
  uint32_t width, height, coded_width, coded_height;
} cheif_header;

/// Reads the boxes and the size of the primary picture. The bytes must stay until `cheif_close`. The reader is to be closed
/// whatever comes back, unless it is null. `message` says what is wrong.
int cheif_open(
    const uint8_t *bytes, size_t count, int side_limit, cheif_reader **reader, cheif_header *header, char message[128]);
/// Decodes the primary picture as red, green, blue, cropped, turned and mirrored as its properties (clap, irot, imir) say; `out` holds width * height * 3 bytes.
int cheif_pixels(cheif_reader *reader, uint8_t *out, char message[128]);
void cheif_close(cheif_reader *reader);
