// giflib's own convenience call (DGifSlurp) decodes every frame into memory; hashes need one, so its records are walked here.
#include "cgif.h"

#include <gif_lib.h>
#include <stdlib.h>
#include <string.h>

struct cgif_reader {
  const uint8_t *bytes;
  size_t count, place;
  int truncated;
  GifFileType *gif;
  cgif_header header;
};

static int take(GifFileType *gif, GifByteType *out, int count) {
  cgif_reader *reader = gif->UserData;
  const size_t left = reader->count - reader->place;
  const size_t got = (size_t)count < left ? (size_t)count : left;
  if (got < (size_t)count) reader->truncated = 1;
  memcpy(out, reader->bytes + reader->place, got);
  reader->place += got;
  return (int)got;
}

static int failure(const cgif_reader *reader) { return reader->truncated ? CGIF_TRUNCATED : CGIF_DAMAGED; }

// The blocks before the first frame; of these only the transparent colour matters.
static int find_frame(cgif_reader *reader) {
  GifFileType *gif = reader->gif;
  for (;;) {
    GifRecordType kind;
    if (DGifGetRecordType(gif, &kind) != GIF_OK) return failure(reader);
    if (kind == TERMINATE_RECORD_TYPE) return CGIF_EMPTY;
    if (kind == IMAGE_DESC_RECORD_TYPE) return DGifGetImageDesc(gif) == GIF_OK ? CGIF_OK : failure(reader);
    if (kind != EXTENSION_RECORD_TYPE) return CGIF_DAMAGED;
    int code;
    GifByteType *block;
    if (DGifGetExtension(gif, &code, &block) != GIF_OK) return failure(reader);
    while (block) {
      GraphicsControlBlock control;
      if (code == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK) {
        reader->header.transparent = control.TransparentColor;
      }
      if (DGifGetExtensionNext(gif, &block) != GIF_OK) return failure(reader);
    }
  }
}

int cgif_open(const uint8_t *bytes, size_t count, cgif_reader **out, cgif_header *header) {
  cgif_reader *reader = calloc(1, sizeof *reader);
  *out = reader;
  if (!reader) return CGIF_MEMORY;
  reader->bytes = bytes;
  reader->count = count;
  reader->header.transparent = NO_TRANSPARENT_COLOR;
  int error = 0;
  reader->gif = DGifOpen(reader, take, &error);
  if (!reader->gif) return error == D_GIF_ERR_NOT_ENOUGH_MEM ? CGIF_MEMORY : failure(reader);
  const int found = find_frame(reader);
  if (found != CGIF_OK) return found;
  const GifImageDesc *frame = &reader->gif->Image;
  cgif_header *said = &reader->header;
  said->left = (uint32_t)frame->Left;
  said->top = (uint32_t)frame->Top;
  said->frame_width = (uint32_t)frame->Width;
  said->frame_height = (uint32_t)frame->Height;
  said->interlaced = frame->Interlace;
  const uint32_t right = said->left + said->frame_width, bottom = said->top + said->frame_height;
  said->width = (uint32_t)reader->gif->SWidth > right ? (uint32_t)reader->gif->SWidth : right;
  said->height = (uint32_t)reader->gif->SHeight > bottom ? (uint32_t)reader->gif->SHeight : bottom;
  *header = *said;
  return CGIF_OK;
}

static int put_row(const ColorMapObject *colors, const GifByteType *row, size_t count, uint8_t *out) {
  for (size_t x = 0; x < count; x++) {
    if (row[x] >= colors->ColorCount) return CGIF_DAMAGED;
    const GifColorType color = colors->Colors[row[x]];
    out[3 * x] = color.Red;
    out[3 * x + 1] = color.Green;
    out[3 * x + 2] = color.Blue;
  }
  return CGIF_OK;
}

int cgif_pixels(cgif_reader *reader, uint8_t *out) {
  const cgif_header *header = &reader->header;
  GifFileType *gif = reader->gif;
  const ColorMapObject *colors = gif->Image.ColorMap ? gif->Image.ColorMap : gif->SColorMap;
  if (!colors || colors->ColorCount < 1) return CGIF_DAMAGED;
  const int around = header->transparent >= 0 && header->transparent < colors->ColorCount ? header->transparent : 0;
  const GifColorType fill = colors->Colors[around];
  const size_t pixels = (size_t)header->width * header->height;
  for (size_t place = 0; place < pixels; place++) {
    out[3 * place] = fill.Red;
    out[3 * place + 1] = fill.Green;
    out[3 * place + 2] = fill.Blue;
  }
  GifByteType *row = malloc(header->frame_width);
  if (!row) return CGIF_MEMORY;
  // Interlaced rows come in four passes.
  static const uint32_t first[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2};
  int result = CGIF_OK;
  for (int pass = 0; pass < (header->interlaced ? 4 : 1) && result == CGIF_OK; pass++) {
    const uint32_t start = header->interlaced ? first[pass] : 0, stride = header->interlaced ? step[pass] : 1;
    for (uint32_t y = start; y < header->frame_height && result == CGIF_OK; y += stride) {
      if (DGifGetLine(gif, row, (int)header->frame_width) != GIF_OK) {
        result = failure(reader);
      } else {
        const size_t place = (size_t)(header->top + y) * header->width + header->left;
        result = put_row(colors, row, header->frame_width, out + 3 * place);
      }
    }
  }
  free(row);
  return result;
}

void cgif_close(cgif_reader *reader) {
  if (!reader) return;
  if (reader->gif) DGifCloseFile(reader->gif, NULL);
  free(reader);
}
