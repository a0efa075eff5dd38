// The PDQ kernels for processors with AVX2.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>
#include <string.h>
#pragma clang diagnostic ignored "-Wpsabi"
#define LANES 8
#define FUNCTIONS pdq_avx2
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

typedef uint32_t pixels8 __attribute__((vector_size(32)));

/// Eight pixels of three bytes as words.
static inline __attribute__((always_inline)) pixels8 words_of_rgb(const uint8_t *bytes) {
  const __m128i low = _mm_loadu_si128((const __m128i *)bytes), high = _mm_loadu_si128((const __m128i *)(bytes + 12));
  const __m256i spread = _mm256_setr_epi8(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1, 0, 1, 2, -1, 3, 4, 5, -1, 6,
                                          7, 8, -1, 9, 10, 11, -1);
  return (pixels8)_mm256_shuffle_epi8(_mm256_set_m128i(high, low), spread);
}

#include "pdq_lanes.h"
#pragma clang attribute pop
#endif
