#pragma once
#include "ck_scan.h"

/// Greatest radius at which the bits set in either of two words are few enough in random rows that one popcount a row decides: two random
/// words differ from a query in 48 of 64 places in either, with a deviation of 3.5.
enum { SCAN_NARROW = 38 };
/// The same for two such pairs: 96 of 128 places, with a deviation of 4.9.
enum { SCAN_WIDE = 74 };

/// Differing bits of a row and a query.
#define SCAN_DISTANCE(rows, row, query)                                                        \
  (__builtin_popcountll((rows)->front[2 * (row)] ^ (query)[0]) +                               \
   __builtin_popcountll((rows)->front[2 * (row) + 1] ^ (query)[1]) +                           \
   __builtin_popcountll((rows)->back[2 * (row)] ^ (query)[2]) +                                \
   __builtin_popcountll((rows)->back[2 * (row) + 1] ^ (query)[3]))

/// Compares the rows from `first` up to `last` with all queries; `out` has room for all of them.
typedef size_t scan_block(const ck_rows *rows, size_t first, size_t last, const uint64_t *query, size_t queries,
                          uint32_t radius, ck_near *out);

/// One row and one query at a time, without and with the processor's own popcount.
scan_block scan_plain, scan_popcnt;
/// All of `CK_SCAN_BLOCK` rows side by side; the number of rows must be that.
scan_block scan_avx2_narrow, scan_avx2_wide, scan_avx512_narrow, scan_avx512_wide;
