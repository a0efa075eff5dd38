#pragma once
#include "ck_pigeonhole.h"

/// Bytes of a page, each of which has a checksum.
enum { CK_PAGE = 4096 };

/// A mapped file whose pages are compared with their checksums when they are first looked at.
struct ck_pages {
  /// Where the file is mapped.
  const uint8_t *base;
  /// Pages that have a checksum; nothing beyond them is looked at.
  size_t count;
  /// CRC-32C of each page.
  const uint32_t *sums;
  /// A bit for each page that had its checksum; starts as zeros.
  uint64_t *checked;
};

enum {
  CK_PAGES_GOOD = 0,
  /// A page does not have its checksum.
  CK_PAGES_DAMAGED = 1,
  /// The file ends before the page, because somebody cut it, or the disk did not give the page.
  CK_PAGES_LOST = 2,
};

/// CRC-32C (Castagnoli) of bytes, going on from the one of those before (0 at the start).
uint32_t ck_crc32c(uint32_t crc, const void *bytes, size_t count);

/// Makes pages that are gone (SIGBUS) an answer of the functions below, in whatever thread, and nothing else: other faults go to whoever handled
/// them before. Once for the process, before the first of them.
void ck_pages_prepare(void);

/// Compares the pages that hold some bytes with their checksums, those that were not before. `again` compares all.
int ck_pages_check(const ck_pages *pages, size_t start, size_t count, int again);

/// The same, and copies the bytes.
int ck_pages_copy(const ck_pages *pages, size_t start, size_t count, void *out);

/// `ck_scan` over rows that lie in pages that were checked; `SIZE_MAX` when one is gone.
size_t ck_pages_scan(const ck_rows *rows, size_t *next, const uint64_t *query, size_t queries, uint32_t radius,
                     ck_near *out, size_t capacity, int variant);
