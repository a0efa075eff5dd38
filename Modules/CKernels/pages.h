#pragma once
#include <setjmp.h>
#include "ck_pages.h"

/// Where this thread goes on when a page is gone; NULL outside of what is guarded.
extern _Thread_local sigjmp_buf *volatile ck_landing;

/// Compares one page that was not compared before.
int ck_page_first(const ck_pages *pages, size_t page);

/// Whether the pages of `count` bytes, at least one, have their checksums.
static inline int pages_good(const ck_pages *pages, const void *start, size_t count) {
  const size_t first = (size_t)((const uint8_t *)start - pages->base) / CK_PAGE;
  const size_t last = (size_t)((const uint8_t *)start + count - 1 - pages->base) / CK_PAGE;
  for (size_t page = first; page <= last; page++) {
    if (__builtin_expect(page >= pages->count, 0)) return 0;
    const uint64_t word = __atomic_load_n(pages->checked + page / 64, __ATOMIC_RELAXED);
    if (__builtin_expect(!(word >> (page % 64) & 1), 0) && !ck_page_first(pages, page)) return 0;
  }
  return 1;
}
