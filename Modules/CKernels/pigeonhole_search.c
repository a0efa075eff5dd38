#include "pages.h"
#include "pigeonhole_slot.h"

/// Probes whose offsets are asked for ahead of use: enough to hide a visit to memory.
enum { AHEAD = 24 };
/// Candidates that are gathered, and their rows asked for, before the first is looked at.
enum { GATHER = 1024 };

typedef struct {
  uint32_t first, last;
} span;

/// Stops unless some elements of a table are as they were written.
#define CHECK(start, count) \
  if (pages && !pages_good(pages, start, (count) * sizeof *(start))) return CK_SEARCH_DAMAGED

/// Whether an earlier slot has found the row already.
#define SEEN_BEFORE(slots, k, difference)                                                                        \
  ({                                                                                                             \
    int seen = 0;                                                                                                \
    for (size_t j = 0; j < (k) && !seen; j++)                                                                    \
      seen = (slots)[j].radius >= 0 &&                                                                           \
             __builtin_popcount(slot_value(difference, (slots)[j].start, (slots)[j].width)) <= (slots)[j].radius; \
    seen;                                                                                                        \
  })

// The body is compiled twice, without and with the processor's own popcount.
#define SEARCH(NAME, ATTRIBUTES)                                                                                       \
  ATTRIBUTES static int NAME(const ck_rows *rows, const ck_slot *slots, size_t slot_count, const uint64_t *query,     \
                             uint32_t radius, size_t allowed, ck_near *out, size_t capacity, size_t *found,           \
                             const ck_pages *pages) {                                                                  \
    uint32_t candidates[GATHER];                                                                                       \
    span spans[GATHER];                                                                                                \
    size_t looked = 0, count = 0;                                                                                      \
    *found = 0;                                                                                                        \
    for (size_t k = 0; k < slot_count; k++) {                                                                          \
      const ck_slot *slot = slots + k;                                                                                 \
      if (slot->radius < 0) continue;                                                                                  \
      const uint32_t value = slot_value(query, slot->start, slot->width);                                              \
      const uint32_t *offsets = slot->offsets, *masks = slot->masks;                                                   \
      const size_t probes = slot->mask_count;                                                                          \
      for (size_t i = 0; i < AHEAD && i < probes; i++) __builtin_prefetch(offsets + (value ^ masks[i]));               \
      size_t probe = 0;                                                                                                \
      while (probe < probes) {                                                                                         \
        size_t span_count = 0;                                                                                         \
        for (; probe < probes && span_count < GATHER; probe++) {                                                       \
          if (probe + AHEAD < probes) __builtin_prefetch(offsets + (value ^ masks[probe + AHEAD]));                    \
          const uint32_t bucket = value ^ masks[probe];                                                                \
          CHECK(offsets + bucket, 2);                                                                                  \
          const uint32_t first = offsets[bucket], last = offsets[bucket + 1];                                          \
          if (first == last) continue;                                                                                 \
          if (first > last || last > rows->count) return CK_SEARCH_DAMAGED;                                            \
          looked += last - first;                                                                                      \
          if (looked > allowed) return CK_SEARCH_LONG;                                                                 \
          if (slot->postings) CHECK(slot->postings + first, last - first);                                             \
          if (slot->postings) __builtin_prefetch(slot->postings + first);                                              \
          else __builtin_prefetch(rows->front + 2 * (size_t)first);                                                    \
          spans[span_count++] = (span){first, last};                                                                   \
        }                                                                                                              \
        size_t now = 0;                                                                                                \
        uint32_t place = span_count ? spans[0].first : 0;                                                              \
        while (now < span_count) {                                                                                     \
          size_t gathered = 0;                                                                                         \
          while (now < span_count && gathered < GATHER) {                                                              \
            const uint32_t row = slot->postings ? slot->postings[place] : place;                                       \
            if (row >= rows->count) return CK_SEARCH_DAMAGED;                                                          \
            __builtin_prefetch(rows->front + 2 * (size_t)row);                                                         \
            candidates[gathered++] = row;                                                                              \
            if (++place == spans[now].last && ++now < span_count) place = spans[now].first;                            \
          }                                                                                                            \
          for (size_t i = 0; i < gathered; i++) {                                                                      \
            const size_t row = candidates[i];                                                                          \
            CHECK(rows->front + 2 * row, 2);                                                                           \
            const uint64_t a = rows->front[2 * row] ^ query[0], b = rows->front[2 * row + 1] ^ query[1];               \
            uint32_t distance = (uint32_t)(__builtin_popcountll(a) + __builtin_popcountll(b));                         \
            if (__builtin_expect(distance > radius, 1)) continue;                                                      \
            CHECK(rows->back + 2 * row, 2);                                                                            \
            const uint64_t difference[4] = {a, b, rows->back[2 * row] ^ query[2], rows->back[2 * row + 1] ^ query[3]}; \
            distance += (uint32_t)(__builtin_popcountll(difference[2]) + __builtin_popcountll(difference[3]));         \
            if (distance > radius || SEEN_BEFORE(slots, k, difference)) continue;                                      \
            if (count == capacity) return CK_SEARCH_FULL;                                                              \
            out[count++] = (ck_near){0, (uint32_t)row, distance};                                                      \
          }                                                                                                            \
        }                                                                                                              \
      }                                                                                                                \
    }                                                                                                                  \
    *found = count;                                                                                                    \
    return CK_SEARCH_DONE;                                                                                             \
  }

SEARCH(search_plain, )
#if defined(__x86_64__)
SEARCH(search_popcnt, __attribute__((target("popcnt"))))
#endif

int ck_pigeonhole_search(const ck_rows *rows, const ck_slot *slots, size_t slot_count, const uint64_t *query,
                         uint32_t radius, size_t allowed, ck_near *out, size_t capacity, size_t *found,
                         const ck_pages *pages) {
  sigjmp_buf landing;
  if (pages) {
    if (sigsetjmp(landing, 0)) {
      ck_landing = NULL;
      return CK_SEARCH_LOST;
    }
    ck_landing = &landing;
  }
  int outcome;
#if defined(__x86_64__)
  if (ck_scan_supports(CK_SCAN_POPCNT))
    outcome = search_popcnt(rows, slots, slot_count, query, radius, allowed, out, capacity, found, pages);
  else
#endif
    outcome = search_plain(rows, slots, slot_count, query, radius, allowed, out, capacity, found, pages);
  if (pages) ck_landing = NULL;
  return outcome;
}
