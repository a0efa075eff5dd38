// The PDQ kernels for any processor.
#include <stdint.h>
#include <string.h>
#pragma clang diagnostic ignored "-Wpsabi"
#define LANES 8
#define FUNCTIONS pdq_plain

typedef uint32_t pixels8 __attribute__((vector_size(32)));

/// Eight pixels of three bytes as words.
static inline __attribute__((always_inline)) pixels8 words_of_rgb(const uint8_t *bytes) {
  uint32_t words[8];
  for (int i = 0; i < 8; i++) {
    words[i] = (uint32_t)bytes[3 * i] | (uint32_t)bytes[3 * i + 1] << 8 | (uint32_t)bytes[3 * i + 2] << 16;
  }
  pixels8 result;
  memcpy(&result, words, sizeof result);
  return result;
}

#include "pdq_lanes.h"
