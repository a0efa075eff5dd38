#pragma once
#include <stddef.h>
#include <stdint.h>

/// Instruction sets the scan is compiled for. All find the same; they differ in speed.
enum { CK_SCAN_BEST = 0, CK_SCAN_PLAIN = 1, CK_SCAN_POPCNT = 2, CK_SCAN_AVX2 = 3, CK_SCAN_AVX512 = 4 };

/// Whether the processor can run a variant.
int ck_scan_supports(int variant);

/// Rows of 256 bits in two planes of two words each, most significant word first: `front` decides almost always alone.
typedef struct {
  const uint64_t *front;
  const uint64_t *back;
  size_t count;
} ck_rows;

/// A row within the radius of a query.
typedef struct {
  uint32_t query;
  uint32_t row;
  uint32_t distance;
} ck_near;

/// Compares rows from `*next` on with `queries` queries (four words each, most significant first) and writes those within `radius` to
/// `out`. Stops early when fewer than `CK_SCAN_BLOCK * queries` places are left; `*next` then is less than `rows->count`, and the caller
/// empties `out` and goes on. `capacity` must be at least `CK_SCAN_BLOCK * queries`. Returns how many were written.
size_t ck_scan(const ck_rows *rows, size_t *next, const uint64_t *query, size_t queries, uint32_t radius, ck_near *out,
               size_t capacity, int variant);

/// Rows that are compared before `out` is looked at.
enum { CK_SCAN_BLOCK = 64 };
