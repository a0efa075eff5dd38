#include "pages.h"
#include <pthread.h>
#include <signal.h>
#include <string.h>

_Thread_local sigjmp_buf *volatile ck_landing;

static struct sigaction before;

/// A page that is gone under a guarded function ends that function; anything else is another's.
static void page_is_gone(int number, siginfo_t *info, void *context) {
  if (ck_landing) siglongjmp(*ck_landing, 1);
  if (before.sa_flags & SA_SIGINFO) {
    before.sa_sigaction(number, info, context);
  } else if (before.sa_handler == SIG_DFL || before.sa_handler == SIG_IGN) {
    // The instruction is run again and faults again.
    struct sigaction usual = {.sa_handler = SIG_DFL};
    sigaction(SIGBUS, &usual, NULL);
  } else {
    before.sa_handler(number);
  }
}

static void install(void) {
  // Not blocked while it is handled, so that leaving the handler by a jump needs no mask to be set back.
  struct sigaction own = {.sa_sigaction = page_is_gone, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK};
  sigemptyset(&own.sa_mask);
  sigaction(SIGBUS, &own, &before);
}

void ck_pages_prepare(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, install);
}

int ck_page_first(const ck_pages *pages, size_t page) {
  if (ck_crc32c(0, pages->base + page * CK_PAGE, CK_PAGE) != pages->sums[page]) return 0;
  __atomic_fetch_or(pages->checked + page / 64, (uint64_t)1 << (page % 64), __ATOMIC_RELAXED);
  return 1;
}

int ck_pages_check(const ck_pages *pages, size_t start, size_t count, int again) {
  if (count == 0) return CK_PAGES_GOOD;
  sigjmp_buf landing;
  if (sigsetjmp(landing, 0)) {
    ck_landing = NULL;
    return CK_PAGES_LOST;
  }
  ck_landing = &landing;
  int good = 1;
  if (again) {
    const size_t last = (start + count - 1) / CK_PAGE;
    for (size_t page = start / CK_PAGE; good && page <= last; page++)
      good = page < pages->count && ck_page_first(pages, page);
  } else {
    good = pages_good(pages, pages->base + start, count);
  }
  ck_landing = NULL;
  return good ? CK_PAGES_GOOD : CK_PAGES_DAMAGED;
}

int ck_pages_copy(const ck_pages *pages, size_t start, size_t count, void *out) {
  if (count == 0) return CK_PAGES_GOOD;
  sigjmp_buf landing;
  if (sigsetjmp(landing, 0)) {
    ck_landing = NULL;
    return CK_PAGES_LOST;
  }
  ck_landing = &landing;
  const int good = pages_good(pages, pages->base + start, count);
  if (good) memcpy(out, pages->base + start, count);
  ck_landing = NULL;
  return good ? CK_PAGES_GOOD : CK_PAGES_DAMAGED;
}

size_t ck_pages_scan(const ck_rows *rows, size_t *next, const uint64_t *query, size_t queries, uint32_t radius,
                     ck_near *out, size_t capacity, int variant) {
  sigjmp_buf landing;
  if (sigsetjmp(landing, 0)) {
    ck_landing = NULL;
    return SIZE_MAX;
  }
  ck_landing = &landing;
  const size_t found = ck_scan(rows, next, query, queries, radius, out, capacity, variant);
  ck_landing = NULL;
  return found;
}
