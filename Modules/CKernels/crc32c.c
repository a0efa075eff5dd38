#include <pthread.h>
#include <string.h>
#include "ck_pages.h"

#if defined(__x86_64__)
#include <nmmintrin.h>

__attribute__((target("sse4.2"))) static uint32_t crc_sse42(uint32_t crc, const uint8_t *bytes, size_t count) {
  uint64_t wide = crc;
  for (; count >= 8; bytes += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    wide = _mm_crc32_u64(wide, word);
  }
  crc = (uint32_t)wide;
  for (; count; bytes++, count--) crc = _mm_crc32_u8(crc, *bytes);
  return crc;
}
#endif

/// What a byte does to the sum from `slice` bytes further ahead.
static uint32_t table[8][256];

static void fill(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (0x82f63b78 & -(crc & 1));
    table[0][byte] = crc;
  }
  for (int slice = 1; slice < 8; slice++)
    for (int byte = 0; byte < 256; byte++)
      table[slice][byte] = table[slice - 1][byte] >> 8 ^ table[0][table[slice - 1][byte] & 255];
}

static uint32_t crc_plain(uint32_t crc, const uint8_t *bytes, size_t count) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, fill);
  for (; count >= 8; bytes += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    word ^= crc;
    crc = 0;
    for (int slice = 0; slice < 8; slice++) crc ^= table[7 - slice][word >> 8 * slice & 255];
  }
  for (; count; bytes++, count--) crc = crc >> 8 ^ table[0][(crc ^ *bytes) & 255];
  return crc;
}

uint32_t ck_crc32c(uint32_t crc, const void *bytes, size_t count) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("sse4.2")) return ~crc_sse42(~crc, bytes, count);
#endif
  return ~crc_plain(~crc, bytes, count);
}
