// libheif is loaded when a HEIC comes instead of being linked: with its decoders it would add milliseconds to every start of every command.
#include "cheif.h"

#include <dlfcn.h>
#include <libheif/heif.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS(DO)                                                                                                          \
  DO(heif_get_version_number)                                                                                                  \
  DO(heif_context_alloc)                                                                                                       \
  DO(heif_context_free)                                                                                                        \
  DO(heif_context_read_from_memory_without_copy)                                                                               \
  DO(heif_context_get_primary_image_handle)                                                                                    \
  DO(heif_context_set_max_decoding_threads)                                                                                    \
  DO(heif_context_set_maximum_image_size_limit)                                                                                \
  DO(heif_image_handle_get_width)                                                                                              \
  DO(heif_image_handle_get_height)                                                                                             \
  DO(heif_image_handle_get_ispe_width)                                                                                         \
  DO(heif_image_handle_get_ispe_height)                                                                                        \
  DO(heif_image_handle_release)                                                                                                \
  DO(heif_decoding_options_alloc)                                                                                              \
  DO(heif_decoding_options_free)                                                                                               \
  DO(heif_decode_image)                                                                                                        \
  DO(heif_image_get_width)                                                                                                     \
  DO(heif_image_get_height)                                                                                                    \
  DO(heif_image_get_plane_readonly)                                                                                            \
  DO(heif_image_release)

static struct {
#define MEMBER(name) __typeof__(&name) name;
  FUNCTIONS(MEMBER)
} heif;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int loaded;

static void load(void) {
  void *library = dlopen("libheif.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  int found = 1;
#define FIND(name) found &= (*(void **)&heif.name = dlsym(library, #name)) != NULL;
  FUNCTIONS(FIND)
  // The structures in use are those of 1.15 and later ones, which only append members.
  loaded = found && heif.heif_get_version_number() >= 0x010f0000;
}

int cheif_load(void) {
  pthread_once(&once, load);
  return loaded ? 0 : CHEIF_NO_LIBRARY;
}

struct cheif_reader {
  struct heif_context *context;
  struct heif_image_handle *handle;
  cheif_header header;
};

static int failure(struct heif_error error, char message[128]) {
  snprintf(message, 128, "%s", error.message ? error.message : "");
  switch (error.code) {
    case heif_error_Memory_allocation_error: return error.subcode == heif_suberror_Security_limit_exceeded ? CHEIF_UNSUPPORTED : CHEIF_MEMORY;
    case heif_error_Unsupported_feature: case heif_error_Unsupported_filetype: return CHEIF_UNSUPPORTED;
    default: break;
  }
  return error.subcode == heif_suberror_End_of_data ? CHEIF_TRUNCATED : CHEIF_DAMAGED;
}

static uint32_t size(int value) { return value > 0 ? (uint32_t)value : 0; }

int cheif_open(
    const uint8_t *bytes, size_t count, int side_limit, cheif_reader **out, cheif_header *header, char message[128]) {
  message[0] = 0;
  *out = NULL;
  if (cheif_load() != 0) return CHEIF_NO_LIBRARY;
  cheif_reader *reader = calloc(1, sizeof *reader);
  *out = reader;
  if (!reader || !(reader->context = heif.heif_context_alloc())) return CHEIF_MEMORY;
  heif.heif_context_set_maximum_image_size_limit(reader->context, side_limit);
  // In this thread: one worker is one processor's work. libde265 starts one thread of its own all the same.
  heif.heif_context_set_max_decoding_threads(reader->context, 0);
  struct heif_error error = heif.heif_context_read_from_memory_without_copy(reader->context, bytes, count, NULL);
  if (error.code == heif_error_Ok) error = heif.heif_context_get_primary_image_handle(reader->context, &reader->handle);
  if (error.code != heif_error_Ok) return failure(error, message);
  reader->header.width = size(heif.heif_image_handle_get_width(reader->handle));
  reader->header.height = size(heif.heif_image_handle_get_height(reader->handle));
  reader->header.coded_width = size(heif.heif_image_handle_get_ispe_width(reader->handle));
  reader->header.coded_height = size(heif.heif_image_handle_get_ispe_height(reader->handle));
  *header = reader->header;
  return CHEIF_OK;
}

int cheif_pixels(cheif_reader *reader, uint8_t *out, char message[128]) {
  message[0] = 0;
  struct heif_decoding_options *options = heif.heif_decoding_options_alloc();
  if (!options) return CHEIF_MEMORY;
  options->convert_hdr_to_8bit = 1;
  if (options->version >= 3) options->strict_decoding = 1;
  struct heif_image *image = NULL;
  const struct heif_error error = heif.heif_decode_image(reader->handle, &image, heif_colorspace_RGB, heif_chroma_interleaved_RGB, options);
  heif.heif_decoding_options_free(options);
  if (error.code != heif_error_Ok) return failure(error, message);
  int result = CHEIF_DAMAGED, stride = 0;
  const uint8_t *rows = heif.heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
  const int wide = heif.heif_image_get_width(image, heif_channel_interleaved), high = heif.heif_image_get_height(image, heif_channel_interleaved);
  const size_t row = (size_t)reader->header.width * 3;
  if (rows && wide >= 0 && high >= 0 && (uint32_t)wide == reader->header.width && (uint32_t)high == reader->header.height && stride >= 0 && (size_t)stride >= row) {
    for (size_t y = 0; y < reader->header.height; y++) memcpy(out + y * row, rows + y * (size_t)stride, row);
    result = CHEIF_OK;
  } else {
    snprintf(message, 128, "the picture is of another size than its header says");
  }
  heif.heif_image_release(image);
  return result;
}

void cheif_close(cheif_reader *reader) {
  if (!reader) return;
  if (reader->handle) heif.heif_image_handle_release(reader->handle);
  if (reader->context) heif.heif_context_free(reader->context);
  free(reader);
}
