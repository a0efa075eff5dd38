// libjpeg-turbo reports errors with longjmp, which must not cross Swift frames, so the calls live here. Its other API, TurboJPEG, has no
// longjmp but gives whole pictures only; hashes want the rows while they are still in the cache.
#include "cjpeg.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

struct cjpeg_reader {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf jump;
  int failure;
  const uint8_t *bytes;
  size_t count;
  char message[JMSG_LENGTH_MAX];
};

enum { SCAN_LIMIT = 500 };

static int class_of(int code) {
  switch (code) {
  case JWRN_JPEG_EOF:
  case JERR_NO_IMAGE:
  case JERR_INPUT_EOF:
  case JERR_INPUT_EMPTY: return CJPEG_TRUNCATED;
  case JERR_OUT_OF_MEMORY: return CJPEG_MEMORY;
  case JERR_SOF_UNSUPPORTED:
  case JERR_BAD_PRECISION:
  case JERR_CONVERSION_NOTIMPL:
  case JERR_CCIR601_NOTIMPL:
  case JERR_FRACT_SAMPLE_NOTIMPL:
  case JERR_ARITH_NOTIMPL:
  case JERR_NOTIMPL:
  case JERR_NOT_COMPILED: return CJPEG_UNSUPPORTED;
  default: return CJPEG_DAMAGED;
  }
}

static void on_error(j_common_ptr jpeg) {
  cjpeg_reader *reader = jpeg->client_data;
  jpeg->err->format_message(jpeg, reader->message);
  reader->failure = class_of(jpeg->err->msg_code);
  longjmp(reader->jump, 1);
}

// The first warning ends it: warnings mean that the rest of the pixels is guessed. Levels from 0 on are for tracing.
static void on_message(j_common_ptr jpeg, int level) {
  if (level < 0) on_error(jpeg);
}

static void on_output(j_common_ptr jpeg) { (void)jpeg; }

static void on_progress(j_common_ptr jpeg) {
  cjpeg_reader *reader = jpeg->client_data;
  if (reader->jpeg.input_scan_number <= SCAN_LIMIT) return;
  snprintf(reader->message, sizeof reader->message, "more than %d scans", SCAN_LIMIT);
  reader->failure = CJPEG_SCANS;
  longjmp(reader->jump, 1);
}

cjpeg_reader *cjpeg_open(const uint8_t *bytes, size_t count) {
  cjpeg_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->bytes = bytes;
  reader->count = count;
  reader->jpeg.err = jpeg_std_error(&reader->errors);
  reader->errors.error_exit = on_error;
  reader->errors.emit_message = on_message;
  reader->errors.output_message = on_output;
  reader->jpeg.client_data = reader;
  if (setjmp(reader->jump)) {
    jpeg_destroy_decompress(&reader->jpeg);
    free(reader);
    return NULL;
  }
  jpeg_create_decompress(&reader->jpeg);
  reader->progress.progress_monitor = on_progress;
  reader->jpeg.progress = &reader->progress;
  return reader;
}

int cjpeg_read_header(cjpeg_reader *reader, uint32_t *width, uint32_t *height, int *space, int *has_scans) {
  if (setjmp(reader->jump)) return reader->failure;
  jpeg_mem_src(&reader->jpeg, reader->bytes, (unsigned long)reader->count);
  jpeg_read_header(&reader->jpeg, TRUE);
  *width = reader->jpeg.image_width;
  *height = reader->jpeg.image_height;
  *has_scans = jpeg_has_multiple_scans(&reader->jpeg);
  switch (reader->jpeg.jpeg_color_space) {
  case JCS_GRAYSCALE: *space = CJPEG_GRAY_SPACE; break;
  case JCS_RGB:
  case JCS_YCbCr: *space = CJPEG_COLOR_SPACE; break;
  case JCS_CMYK:
  case JCS_YCCK: *space = CJPEG_INK_SPACE; break;
  default: *space = CJPEG_OTHER;
  }
  return CJPEG_OK;
}

int cjpeg_start(cjpeg_reader *reader, int format, int eighths, uint32_t *width, uint32_t *height) {
  if (setjmp(reader->jump)) return reader->failure;
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  jpeg->out_color_space = format == CJPEG_GRAY ? JCS_GRAYSCALE : format == CJPEG_INKS ? JCS_CMYK : JCS_RGB;
  jpeg->dct_method = JDCT_ISLOW;
  jpeg->do_fancy_upsampling = TRUE;
  jpeg->scale_num = (unsigned)eighths;
  jpeg->scale_denom = 8;
  jpeg_start_decompress(jpeg);
  *width = jpeg->output_width;
  *height = jpeg->output_height;
  return CJPEG_OK;
}

int cjpeg_rows(cjpeg_reader *reader, uint8_t *out, size_t stride, size_t count, size_t *done) {
  *done = 0;
  if (setjmp(reader->jump)) return reader->failure;
  JSAMPROW rows[16];
  if (count > 16) count = 16;
  for (size_t i = 0; i < count; i++) rows[i] = out + i * stride;
  *done = jpeg_read_scanlines(&reader->jpeg, rows, (JDIMENSION)count);
  return CJPEG_OK;
}

int cjpeg_finish(cjpeg_reader *reader) {
  if (setjmp(reader->jump)) return reader->failure;
  jpeg_finish_decompress(&reader->jpeg);
  return CJPEG_OK;
}

const char *cjpeg_message(const cjpeg_reader *reader) { return reader->message; }

void cjpeg_close(cjpeg_reader *reader) {
  if (!reader) return;
  jpeg_destroy_decompress(&reader->jpeg);
  free(reader);
}

size_t cjpeg_count_scans(const uint8_t *bytes, size_t count) {
  size_t scans = 0;
  const uint8_t *end = bytes + count;
  for (const uint8_t *place = bytes; place < end;) {
    const uint8_t *mark = memchr(place, 0xff, (size_t)(end - place));
    if (!mark || mark + 1 >= end) break;
    if (mark[1] == 0xda) scans++;
    place = mark + 1;
  }
  return scans;
}
