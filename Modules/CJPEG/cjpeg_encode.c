// Writing, for tests and measurements, which make their own pictures.
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "cjpeg.h"

typedef struct {
  struct jpeg_error_mgr errors;
  jmp_buf jump;
} writer_errors;

static void on_error(j_common_ptr jpeg) { longjmp(((writer_errors *)jpeg->err)->jump, 1); }

int cjpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int format, int quality, int across, int down,
                 int progressive, uint8_t **out, size_t *count) {
  struct jpeg_compress_struct jpeg;
  writer_errors errors;
  unsigned char *made = NULL;
  unsigned long size = 0;
  jpeg.err = jpeg_std_error(&errors.errors);
  errors.errors.error_exit = on_error;
  if (setjmp(errors.jump)) {
    jpeg_destroy_compress(&jpeg);
    return CJPEG_DAMAGED;
  }
  jpeg_create_compress(&jpeg);
  jpeg_mem_dest(&jpeg, &made, &size);
  jpeg.image_width = width;
  jpeg.image_height = height;
  jpeg.input_components = format;
  jpeg.in_color_space = format == CJPEG_GRAY ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, quality, TRUE);
  jpeg.dct_method = JDCT_ISLOW;
  jpeg.comp_info[0].h_samp_factor = format == CJPEG_GRAY ? 1 : across;
  jpeg.comp_info[0].v_samp_factor = format == CJPEG_GRAY ? 1 : down;
  if (progressive) jpeg_simple_progression(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  while (jpeg.next_scanline < height) {
    JSAMPROW row = (JSAMPROW)(pixels + (size_t)jpeg.next_scanline * width * (size_t)format);
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  *out = made;
  *count = size;
  return CJPEG_OK;
}

void cjpeg_free(uint8_t *bytes) { free(bytes); }
