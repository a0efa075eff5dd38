#include <stdlib.h>
#include <string.h>

#include "pigeonhole_slot.h"

static int compare(const void *left, const void *right) {
  const uint64_t *a = left, *b = right;
  for (int i = 0; i < 4; i++)
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
}

/// Copies sorted rows into planes, each once.
static size_t divide(const uint64_t *words, size_t count, uint64_t *front, uint64_t *back) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    const uint64_t *row = words + 4 * i;
    if (i && !compare(row, row - 4)) continue;
    front[2 * kept] = row[0];
    front[2 * kept + 1] = row[1];
    back[2 * kept] = row[2];
    back[2 * kept + 1] = row[3];
    kept++;
  }
  return kept;
}

size_t ck_rows_sort(const uint64_t *words, size_t count, uint64_t *front, uint64_t *back) {
  size_t ordered = 1;
  while (ordered < count && compare(words + 4 * ordered - 4, words + 4 * ordered) <= 0) ordered++;
  if (ordered >= count) return divide(words, count, front, back);
  // One distribution by the first bits, about one row a bucket, then each bucket by itself.
  uint32_t bits = 1;
  while (bits < 24 && (size_t)1 << bits < count) bits++;
  const size_t buckets = (size_t)1 << bits;
  size_t *starts = calloc(buckets + 1, sizeof *starts);
  uint64_t *sorted = malloc(count * 32);
  if (!starts || !sorted) {
    free(starts);
    free(sorted);
    return SIZE_MAX;
  }
  for (size_t i = 0; i < count; i++) starts[words[4 * i] >> (64 - bits)]++;
  size_t sum = 0;
  for (size_t i = 0; i <= buckets; i++) {
    const size_t size = i < buckets ? starts[i] : 0;
    starts[i] = sum;
    sum += size;
  }
  for (size_t i = 0; i < count; i++)
    memcpy(sorted + 4 * starts[words[4 * i] >> (64 - bits)]++, words + 4 * i, 32);
  // Each start has moved to its bucket's end.
  for (size_t i = 0, begin = 0; i < buckets; begin = starts[i++])
    if (starts[i] - begin > 1) qsort(sorted + 4 * begin, starts[i] - begin, 32, compare);
  const size_t kept = divide(sorted, count, front, back);
  free(starts);
  free(sorted);
  return kept;
}

void ck_slot_build(const ck_rows *rows, uint32_t start, uint32_t width, uint32_t *offsets, uint32_t *postings) {
  const size_t buckets = (size_t)1 << width;
  memset(offsets, 0, (buckets + 1) * sizeof *offsets);
  for (size_t row = 0; row < rows->count; row++) offsets[slot_of_row(rows, row, start, width)]++;
  uint32_t sum = 0;
  for (size_t i = 0; i <= buckets; i++) {
    const uint32_t size = offsets[i];
    offsets[i] = sum;
    sum += size;
  }
  if (!postings) return;
  // While they are dealt out, each offset moves to its bucket's end, which is the next one's begin.
  enum { AHEAD = 32 };
  for (size_t row = 0; row < rows->count; row++) {
    if (row + AHEAD < rows->count) __builtin_prefetch(offsets + slot_of_row(rows, row + AHEAD, start, width), 1);
    postings[offsets[slot_of_row(rows, row, start, width)]++] = (uint32_t)row;
  }
  memmove(offsets + 1, offsets, buckets * sizeof *offsets);
  offsets[0] = 0;
}

size_t ck_masks(uint32_t width, uint32_t weight, uint32_t *out) {
  if (weight > width) return 0;
  if (weight == 0) {
    out[0] = 0;
    return 1;
  }
  size_t count = 0;
  const uint64_t end = (uint64_t)1 << width;
  for (uint64_t mask = ((uint64_t)1 << weight) - 1; mask < end;) {
    out[count++] = (uint32_t)mask;
    // The next number with as many bits.
    const uint64_t low = mask & -mask, ripple = mask + low;
    mask = (((ripple ^ mask) >> 2) / low) | ripple;
  }
  return count;
}
