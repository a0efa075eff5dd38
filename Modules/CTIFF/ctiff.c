// libtiff's calls for tags and messages are variadic, so they live here; so does the way from its tiles and strips to packed rows.
#include "ctiff.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

struct ctiff_reader {
  const uint8_t *bytes;
  uint64_t count, place;
  int64_t memory_limit;
  TIFF *tiff;
  char *message;
  int truncated, decoding, warned;
  ctiff_header header;
  uint16_t photometric, bits, samples, planar;
  // The colour table, 8 bits each.
  uint8_t table[256][3];
};

static tmsize_t take(thandle_t handle, void *out, tmsize_t count) {
  ctiff_reader *reader = handle;
  const uint64_t left = reader->place < reader->count ? reader->count - reader->place : 0;
  const uint64_t got = (uint64_t)count < left ? (uint64_t)count : left;
  if (got < (uint64_t)count) reader->truncated = 1;
  memcpy(out, reader->bytes + reader->place, got);
  reader->place += got;
  return (tmsize_t)got;
}

static tmsize_t refuse(thandle_t handle, void *bytes, tmsize_t count) {
  (void)handle, (void)bytes, (void)count;
  return 0;
}

static toff_t seek(thandle_t handle, toff_t offset, int whence) {
  ctiff_reader *reader = handle;
  reader->place = whence == SEEK_SET ? offset : whence == SEEK_CUR ? reader->place + offset : reader->count + offset;
  return reader->place;
}

static int done(thandle_t handle) {
  (void)handle;
  return 0;
}

static toff_t size_of(thandle_t handle) { return ((ctiff_reader *)handle)->count; }

static int on_error(TIFF *tiff, void *data, const char *module, const char *format, va_list values) {
  (void)tiff, (void)module;
  ctiff_reader *reader = data;
  if (reader->message && !reader->message[0]) vsnprintf(reader->message, 128, format, values);
  return 1;
}

// Of the directory's warnings most are about tags nobody reads. A decoder's warning means that it guesses.
static int on_warning(TIFF *tiff, void *data, const char *module, const char *format, va_list values) {
  ctiff_reader *reader = data;
  if (!reader->decoding) return 1;
  reader->warned = 1;
  return on_error(tiff, data, module, format, values);
}

static int failure(const ctiff_reader *reader) {
  const char *said = reader->message ? reader->message : "";
  if (reader->truncated || strstr(said, "Read error") || strstr(said, "read error")) return CTIFF_TRUNCATED;
  return strstr(said, "ut of memory") ? CTIFF_MEMORY : CTIFF_DAMAGED;
}

static int unsupported(ctiff_reader *reader, const char *what) {
  if (reader->message && !reader->message[0]) snprintf(reader->message, 128, "%s", what);
  return CTIFF_UNSUPPORTED;
}

static int read_table(ctiff_reader *reader) {
  uint16_t *parts[3];
  if (reader->samples < 1 || reader->bits > 8) return unsupported(reader, "a palette of more than 8 bits");
  if (!TIFFGetField(reader->tiff, TIFFTAG_COLORMAP, &parts[0], &parts[1], &parts[2])) return CTIFF_DAMAGED;
  const int count = 1 << reader->bits;
  // Some writers store 8-bit values in the 16-bit table.
  int wide = 0;
  for (int place = 0; place < count; place++) {
    for (int channel = 0; channel < 3; channel++) wide |= parts[channel][place] > 255;
  }
  for (int place = 0; place < count; place++) {
    for (int channel = 0; channel < 3; channel++) {
      reader->table[place][channel] = (uint8_t)(wide ? parts[channel][place] >> 8 : parts[channel][place]);
    }
  }
  return CTIFF_OK;
}

static int read_directory(ctiff_reader *reader) {
  TIFF *tiff = reader->tiff;
  ctiff_header *header = &reader->header;
  uint16_t format = SAMPLEFORMAT_UINT, compression = COMPRESSION_NONE, inks = INKSET_CMYK;
  if (!TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &header->width) || !TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &header->height)) return CTIFF_DAMAGED;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &reader->bits);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &reader->samples);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &reader->planar);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &format);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &compression);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_INKSET, &inks);
  if (!TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &reader->photometric)) return unsupported(reader, "no colour space");
  if (!TIFFIsCODECConfigured(compression) || compression == COMPRESSION_OJPEG) return unsupported(reader, "its compression");
  if (format != SAMPLEFORMAT_UINT) return unsupported(reader, "signed or floating-point samples");
  switch (reader->bits) {
    case 1: case 2: case 4: case 8: case 16: break;
    default: return unsupported(reader, "its bits per sample");
  }
  if (reader->photometric == PHOTOMETRIC_YCBCR && compression == COMPRESSION_JPEG) {
    TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    reader->photometric = PHOTOMETRIC_RGB;
  }
  int needed = 1;
  switch (reader->photometric) {
    case PHOTOMETRIC_MINISWHITE: case PHOTOMETRIC_MINISBLACK: header->channels = CTIFF_GRAY; break;
    case PHOTOMETRIC_RGB: header->channels = CTIFF_RGB, needed = 3; break;
    case PHOTOMETRIC_PALETTE: header->channels = CTIFF_RGB; break;
    case PHOTOMETRIC_SEPARATED:
      header->channels = CTIFF_RGB, needed = 4;
      if (inks != INKSET_CMYK) return unsupported(reader, "inks other than CMYK");
      break;
    default: return unsupported(reader, "its colour space");
  }
  if (reader->samples < needed || reader->samples > 64) return CTIFF_DAMAGED;
  uint32_t wide = header->width, high = header->height;
  if (TIFFIsTiled(tiff)) {
    if (!TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &wide) || !TIFFGetField(tiff, TIFFTAG_TILELENGTH, &high)) return CTIFF_DAMAGED;
  } else {
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &high);
    if (high > header->height) high = header->height;
  }
  if (wide == 0 || high == 0) return header->width && header->height ? CTIFF_DAMAGED : CTIFF_OK;
  header->block_pixels = (uint64_t)wide * high;
  return reader->photometric == PHOTOMETRIC_PALETTE ? read_table(reader) : CTIFF_OK;
}

int ctiff_open(
    const uint8_t *bytes, size_t count, int64_t memory_limit, ctiff_reader **out, ctiff_header *header, char message[128]) {
  message[0] = 0;
  ctiff_reader *reader = calloc(1, sizeof *reader);
  *out = reader;
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
  if (!reader || !options) {
    if (options) TIFFOpenOptionsFree(options);
    return CTIFF_MEMORY;
  }
  reader->bytes = bytes;
  reader->count = count;
  reader->message = message;
  reader->memory_limit = memory_limit;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)memory_limit);
  TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, reader);
  TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning, reader);
  // "m" reads through the functions below instead of a mapping.
  reader->tiff = TIFFClientOpenExt("picture", "rm", reader, take, refuse, seek, done, size_of, NULL, NULL, options);
  TIFFOpenOptionsFree(options);
  const int result = reader->tiff ? read_directory(reader) : failure(reader);
  *header = reader->header;
  reader->message = NULL;
  return result == CTIFF_DAMAGED && reader->truncated ? CTIFF_TRUNCATED : result;
}

// One sample as 8 bits. 16-bit samples are in the machine's order by now.
static uint8_t sample(const ctiff_reader *reader, const uint8_t *row, size_t place) {
  switch (reader->bits) {
    case 8: return row[place];
    case 16: return (uint8_t)(((const uint16_t *)(const void *)row)[place] >> 8);
    default: {
      const unsigned bits = reader->bits, mask = (1u << bits) - 1;
      return (uint8_t)(row[place * bits / 8] >> (8 - bits - place * bits % 8) & mask);
    }
  }
}

static uint8_t spread(const ctiff_reader *reader, uint8_t value) {
  return reader->bits >= 8 ? value : (uint8_t)(value * (255 / ((1 << reader->bits) - 1)));
}

// Writes `count` pixels of a row. `stride` samples a pixel; `plane` is the channel that the row holds, or -1 for all of them.
static void put(const ctiff_reader *reader, const uint8_t *row, size_t count, size_t stride, int plane, uint8_t *out) {
  const int channels = reader->header.channels;
  for (size_t x = 0; x < count; x++) {
    if (reader->photometric == PHOTOMETRIC_PALETTE) {
      memcpy(out + 3 * x, reader->table[sample(reader, row, x * stride)], 3);
    } else if (plane >= 0) {
      out[channels * x + (size_t)plane] = spread(reader, sample(reader, row, x));
    } else {
      for (int channel = 0; channel < channels; channel++) {
        out[(size_t)channels * x + (size_t)channel] = spread(reader, sample(reader, row, x * stride + (size_t)channel));
      }
    }
    if (reader->photometric == PHOTOMETRIC_MINISWHITE) out[x] = 255 - out[x];
  }
}

static void put_inks(const ctiff_reader *reader, const uint8_t *row, size_t count, size_t stride, uint8_t *out) {
  for (size_t x = 0; x < count; x++) {
    const int key = 255 - spread(reader, sample(reader, row, x * stride + 3));
    for (size_t channel = 0; channel < 3; channel++) {
      const int product = spread(reader, sample(reader, row, x * stride + channel)) * key + 128;
      const int ink = ((product >> 8) + product) >> 8;
      out[3 * x + channel] = (uint8_t)(key > ink ? key - ink : 0);
    }
  }
}

// Blocks are tiles or strips; a strip is a tile as wide as the picture.
int ctiff_pixels(ctiff_reader *reader, uint8_t *out, char message[128]) {
  TIFF *tiff = reader->tiff;
  const ctiff_header *header = &reader->header;
  const int tiled = TIFFIsTiled(tiff), separate = reader->planar == PLANARCONFIG_SEPARATE && reader->samples > 1;
  message[0] = 0;
  reader->message = message;
  reader->decoding = 1;
  if (separate && reader->photometric == PHOTOMETRIC_SEPARATED) return unsupported(reader, "CMYK in separate planes");
  const tmsize_t size = tiled ? TIFFTileSize(tiff) : TIFFStripSize(tiff), line = tiled ? TIFFTileRowSize(tiff) : TIFFScanlineSize(tiff);
  uint32_t wide = header->width, high = header->height;
  if (tiled) {
    TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &wide);
    TIFFGetField(tiff, TIFFTAG_TILELENGTH, &high);
  } else {
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &high);
    if (high > header->height) high = header->height;
  }
  const size_t stride = separate ? 1 : reader->samples;
  if (size <= 0 || line <= 0 || (uint64_t)line * 8 < (uint64_t)wide * stride * reader->bits || (uint64_t)size < (uint64_t)line * high) return CTIFF_DAMAGED;
  if (size > reader->memory_limit) return CTIFF_MEMORY;
  uint8_t *block = malloc((size_t)size);
  if (!block) return CTIFF_MEMORY;
  int result = CTIFF_OK;
  const int planes = separate ? header->channels : 1;
  for (int plane = 0; plane < planes && result == CTIFF_OK; plane++) {
    for (uint32_t y = 0; y < header->height && result == CTIFF_OK; y += high) {
      for (uint32_t x = 0; x < header->width && result == CTIFF_OK; x += wide) {
        const uint32_t rows = header->height - y < high ? header->height - y : high, columns = header->width - x < wide ? header->width - x : wide;
        const tmsize_t wanted = tiled ? size : line * (tmsize_t)rows;
        const uint32_t place = tiled ? TIFFComputeTile(tiff, x, y, 0, (uint16_t)plane) : TIFFComputeStrip(tiff, y, (uint16_t)plane);
        const tmsize_t got = tiled ? TIFFReadEncodedTile(tiff, place, block, wanted) : TIFFReadEncodedStrip(tiff, place, block, wanted);
        if (got != wanted || reader->warned) {
          result = failure(reader);
          break;
        }
        for (uint32_t row = 0; row < rows; row++) {
          uint8_t *target = out + ((size_t)(y + row) * header->width + x) * (size_t)header->channels;
          const uint8_t *from = block + (size_t)row * (size_t)line;
          if (reader->photometric == PHOTOMETRIC_SEPARATED) {
            put_inks(reader, from, columns, stride, target);
          } else {
            put(reader, from, columns, stride, separate ? plane : -1, target);
          }
        }
        if (high > UINT32_MAX - y || wide > UINT32_MAX - x) break;
      }
    }
  }
  free(block);
  reader->message = NULL;
  return result;
}

void ctiff_close(ctiff_reader *reader) {
  if (!reader) return;
  if (reader->tiff) TIFFClose(reader->tiff);
  free(reader);
}
