#include "scan_rows.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define HALF __attribute__((target("avx2,popcnt")))

/// The row that a lane of unpacked vectors holds.
static const uint8_t place[4] = {0, 2, 1, 3};

/// Set bits of each 64-bit lane: a table of half bytes, then sums of eight bytes.
HALF static inline __m256i bits64(__m256i value) {
  const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2,
                                         2, 3, 2, 3, 3, 4);
  const __m256i mask = _mm256_set1_epi8(15);
  const __m256i low = _mm256_shuffle_epi8(table, _mm256_and_si256(value, mask));
  const __m256i high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(value, 4), mask));
  return _mm256_sad_epu8(_mm256_add_epi8(low, high), _mm256_setzero_si256());
}

/// Lanes that are at most the limit; the limit is given plus one.
HALF static inline unsigned within(__m256i bits, __m256i above) {
  return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(above, bits)));
}

HALF static inline size_t settle(const ck_rows *rows, size_t base, unsigned near, const uint64_t *needle, size_t query,
                                 uint32_t radius, ck_near *out) {
  size_t found = 0;
  for (; near; near &= near - 1) {
    const size_t row = base + place[__builtin_ctz(near)];
    const uint32_t distance = (uint32_t)SCAN_DISTANCE(rows, row, needle);
    if (distance <= radius) out[found++] = (ck_near){(uint32_t)query, (uint32_t)row, distance};
  }
  return found;
}

HALF static inline __m256i either(__m256i a, __m256i p, __m256i b, __m256i r) {
  return _mm256_or_si256(_mm256_xor_si256(a, p), _mm256_xor_si256(b, r));
}

HALF size_t scan_avx2_narrow(const ck_rows *rows, size_t first, size_t last, const uint64_t *query, size_t queries,
                             uint32_t radius, ck_near *out) {
  const __m256i above = _mm256_set1_epi64x((long long)radius + 1);
  size_t found = 0;
  for (size_t part = first; part < last; part += 16) {
    __m256i high[4], low[4];
    for (int i = 0; i < 4; i++) {
      const __m256i a = _mm256_loadu_si256((const __m256i *)(rows->front + 2 * (part + 4 * i)));
      const __m256i b = _mm256_loadu_si256((const __m256i *)(rows->front + 2 * (part + 4 * i) + 4));
      high[i] = _mm256_unpacklo_epi64(a, b);
      low[i] = _mm256_unpackhi_epi64(a, b);
    }
    for (size_t q = 0; q < queries; q++) {
      const __m256i p = _mm256_set1_epi64x((long long)query[4 * q]), r = _mm256_set1_epi64x((long long)query[4 * q + 1]);
      __m256i bits[4];
      for (int i = 0; i < 4; i++) bits[i] = bits64(either(high[i], p, low[i], r));
      const __m256i least =
          _mm256_min_epu32(_mm256_min_epu32(bits[0], bits[1]), _mm256_min_epu32(bits[2], bits[3]));
      if (__builtin_expect(within(least, above) == 0, 1)) continue;
      for (int i = 0; i < 4; i++)
        found += settle(rows, part + 4 * i, within(bits[i], above), query + 4 * q, q, radius, out + found);
    }
  }
  return found;
}

HALF size_t scan_avx2_wide(const ck_rows *rows, size_t first, size_t last, const uint64_t *query, size_t queries,
                           uint32_t radius, ck_near *out) {
  const __m256i above = _mm256_set1_epi64x((long long)radius + 1);
  size_t found = 0;
  for (size_t part = first; part < last; part += 4) {
    __m256i word[4];
    for (int plane = 0; plane < 2; plane++) {
      const uint64_t *from = (plane ? rows->back : rows->front) + 2 * part;
      const __m256i a = _mm256_loadu_si256((const __m256i *)from), b = _mm256_loadu_si256((const __m256i *)(from + 4));
      word[2 * plane] = _mm256_unpacklo_epi64(a, b);
      word[2 * plane + 1] = _mm256_unpackhi_epi64(a, b);
    }
    for (size_t q = 0; q < queries; q++) {
      __m256i needle[4];
      for (int i = 0; i < 4; i++) needle[i] = _mm256_set1_epi64x((long long)query[4 * q + i]);
      const __m256i bits = _mm256_add_epi64(bits64(either(word[0], needle[0], word[1], needle[1])),
                                            bits64(either(word[2], needle[2], word[3], needle[3])));
      const unsigned near = within(bits, above);
      if (__builtin_expect(near != 0, 0)) found += settle(rows, part, near, query + 4 * q, q, radius, out + found);
    }
  }
  return found;
}
#endif
