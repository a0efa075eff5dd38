#pragma once
#include "ck_scan.h"

/// One slot of a pigeonhole index: `width` bits of each row from bit `start` on, counted from the most significant.
typedef struct {
  uint32_t start;
  uint32_t width;
  /// Where the rows of each value begin in the postings: `2^width + 1` numbers.
  const uint32_t *offsets;
  /// Row numbers by the slot's value; NULL for a slot that the rows themselves are sorted by.
  const uint32_t *postings;
  /// Greatest distance within this slot that is probed; negative to leave it out.
  int32_t radius;
  /// Values to probe around a query's, by weight: all with at most `radius` bits.
  const uint32_t *masks;
  uint32_t mask_count;
} ck_slot;

enum {
  /// Everything within the radius was found.
  CK_SEARCH_DONE = 0,
  /// There are more candidates than allowed: the scan is cheaper.
  CK_SEARCH_LONG = 1,
  /// `out` is too small.
  CK_SEARCH_FULL = 2,
  /// A number in the index leads out of it, or a page does not have its checksum.
  CK_SEARCH_DAMAGED = 3,
  /// A page of the mapped file is gone.
  CK_SEARCH_LOST = 4,
};

/// A mapped file with checksums; see ck_pages.h.
typedef struct ck_pages ck_pages;

/// Finds all rows within `radius` of a query (four words, most significant first), each once, provided that the slots' radii plus one add up
/// to more than `radius`. Nothing outside the rows is read, whatever the offsets and postings hold. At most `allowed` candidates are
/// looked at. `*found` becomes the number of rows written to `out`. Tables that lie in `pages` are compared with their checksums
/// before they are used; NULL for tables in memory.
int ck_pigeonhole_search(const ck_rows *rows, const ck_slot *slots, size_t slot_count, const uint64_t *query,
                         uint32_t radius, size_t allowed, ck_near *out, size_t capacity, size_t *found,
                         const ck_pages *pages);

/// Sorts rows of four words, most significant first, ascending and without repetitions, into two planes of `2 * count` words each.
/// Returns how many are left, or `SIZE_MAX` when there is no memory.
size_t ck_rows_sort(const uint64_t *words, size_t count, uint64_t *front, uint64_t *back);

/// Fills the offsets and the postings (NULL for the slot the rows are sorted by) of one slot.
void ck_slot_build(const ck_rows *rows, uint32_t start, uint32_t width, uint32_t *offsets, uint32_t *postings);

/// All values of `width` bits with exactly `weight` set, ascending. `out` has room for them; returns how many.
size_t ck_masks(uint32_t width, uint32_t weight, uint32_t *out);
