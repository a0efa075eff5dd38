// The PDQ kernels for processors with AVX-512 (F, BW, VL, DQ).
#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>
#include <string.h>
#pragma clang diagnostic ignored "-Wpsabi"
#define LANES 16
#define FUNCTIONS pdq_avx512
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq"))), apply_to = function)

typedef uint32_t pixels16 __attribute__((vector_size(64)));

/// Sixteen pixels of three bytes as words.
static inline __attribute__((always_inline)) pixels16 words_of_rgb(const uint8_t *bytes) {
  __m512i parts = _mm512_castsi128_si512(_mm_loadu_si128((const __m128i *)bytes));
  parts = _mm512_inserti32x4(parts, _mm_loadu_si128((const __m128i *)(bytes + 12)), 1);
  parts = _mm512_inserti32x4(parts, _mm_loadu_si128((const __m128i *)(bytes + 24)), 2);
  parts = _mm512_inserti32x4(parts, _mm_loadu_si128((const __m128i *)(bytes + 36)), 3);
  const __m512i spread = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1));
  return (pixels16)_mm512_shuffle_epi8(parts, spread);
}

#include "pdq_lanes.h"
#pragma clang attribute pop
#endif
