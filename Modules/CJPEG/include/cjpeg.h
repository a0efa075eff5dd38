#pragma once
#include <stddef.h>
#include <stdint.h>

/// What became of a call.
enum {
  CJPEG_OK = 0,
  CJPEG_TRUNCATED,
  CJPEG_DAMAGED,
  CJPEG_UNSUPPORTED,
  CJPEG_SCANS,
  CJPEG_MEMORY,
};

/// How the colours of a file are stored.
enum { CJPEG_OTHER = 0, CJPEG_GRAY_SPACE, CJPEG_COLOR_SPACE, CJPEG_INK_SPACE };

/// What rows are decoded to: one byte a pixel, three, or the four inks as they are stored.
enum { CJPEG_GRAY = 1, CJPEG_RGB = 3, CJPEG_INKS = 4 };

/// A JPEG that is read row by row through libjpeg-turbo, whose longjmp stays within these functions.
typedef struct cjpeg_reader cjpeg_reader;

/// A reader, or NULL when there is no memory. The bytes must stay until it is freed.
cjpeg_reader *cjpeg_open(const uint8_t *bytes, size_t count);

/// Reads the header: size, colour space, and whether the picture comes in more than one scan.
int cjpeg_read_header(cjpeg_reader *reader, uint32_t *width, uint32_t *height, int *space, int *has_scans);

/// Starts decoding to `format`, reduced to `eighths` eighths of the size (1, 2, 4 or 8), and tells the size of what will come.
int cjpeg_start(cjpeg_reader *reader, int format, int eighths, uint32_t *width, uint32_t *height);

/// Decodes up to `count` rows, `stride` bytes apart, and tells how many there were.
int cjpeg_rows(cjpeg_reader *reader, uint8_t *out, size_t stride, size_t count, size_t *done);

/// Reads what follows the last row, to the end marker.
int cjpeg_finish(cjpeg_reader *reader);

/// What the library said of the last failure.
const char *cjpeg_message(const cjpeg_reader *reader);

/// Frees a reader.
void cjpeg_close(cjpeg_reader *reader);

/// How many start-of-scan markers the bytes hold.
size_t cjpeg_count_scans(const uint8_t *bytes, size_t count);

/// Writes pixels of 1 or 3 bytes as JPEG with chroma reduced by the factors; the bytes are to be given to `cjpeg_free`.
int cjpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int format, int quality, int across, int down,
                 int progressive, uint8_t **out, size_t *count);

/// Frees what `cjpeg_encode` gave.
void cjpeg_free(uint8_t *bytes);
