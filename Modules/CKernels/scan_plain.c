#include "scan_rows.h"

// Bits that differ in either word of the front are no more than those that differ in the row, so a row with too many is out.
#define SCAN_EACH(NAME, ATTRIBUTES)                                                                                      \
  ATTRIBUTES size_t NAME(const ck_rows *rows, size_t first, size_t last, const uint64_t *query, size_t queries,         \
                         uint32_t radius, ck_near *out) {                                                               \
    size_t found = 0;                                                                                                   \
    for (size_t q = 0; q < queries; q++) {                                                                              \
      const uint64_t *needle = query + 4 * q;                                                                           \
      const uint64_t a = needle[0], b = needle[1];                                                                      \
      for (size_t row = first; row < last; row++) {                                                                     \
        const uint64_t either = (rows->front[2 * row] ^ a) | (rows->front[2 * row + 1] ^ b);                            \
        if ((uint32_t)__builtin_popcountll(either) > radius) continue;                                                  \
        const uint32_t distance = (uint32_t)SCAN_DISTANCE(rows, row, needle);                                           \
        if (distance <= radius) out[found++] = (ck_near){(uint32_t)q, (uint32_t)row, distance};                         \
      }                                                                                                                 \
    }                                                                                                                   \
    return found;                                                                                                       \
  }

SCAN_EACH(scan_plain, )
#if defined(__x86_64__)
SCAN_EACH(scan_popcnt, __attribute__((target("popcnt"))))
#endif
