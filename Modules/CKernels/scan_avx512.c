#include "scan_rows.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512vpopcntdq,popcnt")))

/// The row that a lane of unpacked vectors holds.
static const uint8_t place[8] = {0, 4, 1, 5, 2, 6, 3, 7};

/// Exact distances of the rows of one vector that the filter let through.
WIDE static inline size_t settle(const ck_rows *rows, size_t base, __mmask8 near, const uint64_t *needle, size_t query,
                                 uint32_t radius, ck_near *out) {
  size_t found = 0;
  for (unsigned left = near; left; left &= left - 1) {
    const size_t row = base + place[__builtin_ctz(left)];
    const uint32_t distance = (uint32_t)SCAN_DISTANCE(rows, row, needle);
    if (distance <= radius) out[found++] = (ck_near){(uint32_t)query, (uint32_t)row, distance};
  }
  return found;
}

/// (a ^ q) | (b ^ r), with the first difference given.
#define EITHER(first, b, r) _mm512_ternarylogic_epi64(first, b, r, 0xf6)

WIDE size_t scan_avx512_narrow(const ck_rows *rows, size_t first, size_t last, const uint64_t *query, size_t queries,
                               uint32_t radius, ck_near *out) {
  (void)last;
  __m512i high[8], low[8];
  for (int i = 0; i < 8; i++) {
    const __m512i a = _mm512_loadu_si512(rows->front + 2 * (first + 8 * i));
    const __m512i b = _mm512_loadu_si512(rows->front + 2 * (first + 8 * i) + 8);
    high[i] = _mm512_unpacklo_epi64(a, b);
    low[i] = _mm512_unpackhi_epi64(a, b);
  }
  const __m512i limit = _mm512_set1_epi64(radius);
  size_t found = 0;
  for (size_t q = 0; q < queries; q++) {
    const __m512i p = _mm512_set1_epi64((long long)query[4 * q]), r = _mm512_set1_epi64((long long)query[4 * q + 1]);
    __m512i bits[8];
    for (int i = 0; i < 8; i++) bits[i] = _mm512_popcnt_epi64(EITHER(_mm512_xor_si512(high[i], p), low[i], r));
    const __m512i least = _mm512_min_epu64(
        _mm512_min_epu64(_mm512_min_epu64(bits[0], bits[1]), _mm512_min_epu64(bits[2], bits[3])),
        _mm512_min_epu64(_mm512_min_epu64(bits[4], bits[5]), _mm512_min_epu64(bits[6], bits[7])));
    if (__builtin_expect(_mm512_cmple_epu64_mask(least, limit) == 0, 1)) continue;
    for (int i = 0; i < 8; i++)
      found += settle(rows, first + 8 * i, _mm512_cmple_epu64_mask(bits[i], limit), query + 4 * q, q, radius, out + found);
  }
  return found;
}

WIDE size_t scan_avx512_wide(const ck_rows *rows, size_t first, size_t last, const uint64_t *query, size_t queries,
                             uint32_t radius, ck_near *out) {
  (void)last;
  const __m512i limit = _mm512_set1_epi64(radius);
  size_t found = 0;
  for (size_t half = first; half < first + CK_SCAN_BLOCK; half += 32) {
    __m512i word[4][4];
    for (int i = 0; i < 4; i++)
      for (int plane = 0; plane < 2; plane++) {
        const uint64_t *from = (plane ? rows->back : rows->front) + 2 * (half + 8 * i);
        const __m512i a = _mm512_loadu_si512(from), b = _mm512_loadu_si512(from + 8);
        word[i][2 * plane] = _mm512_unpacklo_epi64(a, b);
        word[i][2 * plane + 1] = _mm512_unpackhi_epi64(a, b);
      }
    for (size_t q = 0; q < queries; q++) {
      __m512i needle[4], bits[4];
      for (int i = 0; i < 4; i++) needle[i] = _mm512_set1_epi64((long long)query[4 * q + i]);
      for (int i = 0; i < 4; i++)
        bits[i] = _mm512_add_epi64(
            _mm512_popcnt_epi64(EITHER(_mm512_xor_si512(word[i][0], needle[0]), word[i][1], needle[1])),
            _mm512_popcnt_epi64(EITHER(_mm512_xor_si512(word[i][2], needle[2]), word[i][3], needle[3])));
      const __m512i least =
          _mm512_min_epu64(_mm512_min_epu64(bits[0], bits[1]), _mm512_min_epu64(bits[2], bits[3]));
      if (__builtin_expect(_mm512_cmple_epu64_mask(least, limit) == 0, 1)) continue;
      for (int i = 0; i < 4; i++)
        found +=
            settle(rows, half + 8 * i, _mm512_cmple_epu64_mask(bits[i], limit), query + 4 * q, q, radius, out + found);
    }
  }
  return found;
}
#endif
