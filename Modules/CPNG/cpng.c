// libpng reports errors with longjmp, which must not cross Swift frames, so the calls live here. Its simplified API needs no setjmp, but
// it applies gamma to 16-bit files and composites alpha; hashes need the stored samples.
#include "cpng.h"

#include <png.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  const uint8_t *bytes;
  size_t count;
  size_t place;
  int truncated;
  char *message;
} cpng_source;

static void read_bytes(png_structp png, png_bytep out, size_t count) {
  cpng_source *source = png_get_io_ptr(png);
  if (count > source->count - source->place) {
    source->truncated = 1;
    png_error(png, "the data ends too early");
  }
  memcpy(out, source->bytes + source->place, count);
  source->place += count;
}

static void on_error(png_structp png, png_const_charp text) {
  cpng_source *source = png_get_error_ptr(png);
  snprintf(source->message, 128, "%s", text);
  png_longjmp(png, 1);
}

// Warnings concern metadata and surplus bytes; what damages pixels is an error in libpng.
static void on_warning(png_structp png, png_const_charp text) {
  (void)png;
  (void)text;
}

static png_structp make_reader(cpng_source *source, uint32_t side_limit) {
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, source, on_error, on_warning);
  if (!png) return NULL;
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_read_struct(&png, NULL, NULL);
    return NULL;
  }
  png_set_read_fn(png, source, read_bytes);
  png_set_user_limits(png, side_limit, side_limit);
  // Text, profiles, gamma, times: never looked at, so never parsed.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  return png;
}

static int failure(const cpng_source *source) { return source->truncated ? CPNG_TRUNCATED : CPNG_DAMAGED; }

int cpng_read_header(const uint8_t *bytes, size_t count, uint32_t side_limit, cpng_header *header, char message[128]) {
  cpng_source source = {bytes, count, 0, 0, message};
  message[0] = 0;
  png_structp png = make_reader(&source, side_limit);
  if (!png) return CPNG_MEMORY;
  png_infop volatile info = png_create_info_struct(png);
  if (!info) {
    png_destroy_read_struct(&png, NULL, NULL);
    return CPNG_MEMORY;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_infop made = info;
    png_destroy_read_struct(&png, &made, NULL);
    return failure(&source);
  }
  png_read_info(png, info);
  header->width = png_get_image_width(png, info);
  header->height = png_get_image_height(png, info);
  header->bit_depth = png_get_bit_depth(png, info);
  header->channels = png_get_color_type(png, info) & PNG_COLOR_MASK_COLOR ? 3 : 1;
  png_infop made = info;
  png_destroy_read_struct(&png, &made, NULL);
  return CPNG_OK;
}

int cpng_pixels(const uint8_t *bytes, size_t count, uint32_t side_limit, uint8_t *out, size_t out_count, char message[128]) {
  cpng_source source = {bytes, count, 0, 0, message};
  message[0] = 0;
  png_structp png = make_reader(&source, side_limit);
  if (!png) return CPNG_MEMORY;
  png_infop volatile info = png_create_info_struct(png);
  if (!info) {
    png_destroy_read_struct(&png, NULL, NULL);
    return CPNG_MEMORY;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_infop made = info;
    png_destroy_read_struct(&png, &made, NULL);
    return failure(&source);
  }
  png_read_info(png, info);
  const int color = png_get_color_type(png, info);
  const size_t channels = color & PNG_COLOR_MASK_COLOR ? 3 : 1;
  const size_t height = png_get_image_height(png, info);
  const size_t row = (size_t)png_get_image_width(png, info) * channels;
  if (png_get_bit_depth(png, info) == 16) png_set_strip_16(png);
  // Expanding a palette also turns tRNS into alpha, which is then stripped like any other.
  if (color == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
  if (color == PNG_COLOR_TYPE_GRAY && png_get_bit_depth(png, info) < 8) png_set_expand_gray_1_2_4_to_8(png);
  png_set_strip_alpha(png);
  const int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (png_get_rowbytes(png, info) != row || row == 0 || height > out_count / row) {
    png_error(png, "the rows have an unexpected length");
  }
  for (int pass = 0; pass < passes; pass++) {
    for (size_t y = 0; y < height; y++) png_read_row(png, out + y * row, NULL);
  }
  png_read_end(png, NULL);
  png_infop made = info;
  png_destroy_read_struct(&png, &made, NULL);
  return CPNG_OK;
}
