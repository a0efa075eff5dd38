#include "scan_rows.h"

int ck_scan_supports(int variant) {
  if (variant == CK_SCAN_BEST || variant == CK_SCAN_PLAIN) return 1;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (variant == CK_SCAN_POPCNT) return __builtin_cpu_supports("popcnt") != 0;
  if (variant == CK_SCAN_AVX2) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
  if (variant == CK_SCAN_AVX512)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vpopcntdq") &&
           __builtin_cpu_supports("popcnt");
#endif
  return 0;
}

/// The widest variant there is, or the one asked for if the processor has it.
static int chosen(int variant) {
  if (variant != CK_SCAN_BEST && ck_scan_supports(variant)) return variant;
  for (int best = CK_SCAN_AVX512; best > CK_SCAN_PLAIN; best--)
    if (ck_scan_supports(best)) return best;
  return CK_SCAN_PLAIN;
}

size_t ck_scan(const ck_rows *rows, size_t *next, const uint64_t *query, size_t queries, uint32_t radius, ck_near *out,
               size_t capacity, int variant) {
  scan_block *block = scan_plain, *rest = scan_plain;
#if defined(__x86_64__)
  const int kind = chosen(variant);
  if (kind != CK_SCAN_PLAIN) block = rest = scan_popcnt;
  // Beyond the wide radius the filters let too much through to be worth their while.
  if (kind == CK_SCAN_AVX2 && radius <= SCAN_WIDE) block = radius <= SCAN_NARROW ? scan_avx2_narrow : scan_avx2_wide;
  if (kind == CK_SCAN_AVX512 && radius <= SCAN_WIDE)
    block = radius <= SCAN_NARROW ? scan_avx512_narrow : scan_avx512_wide;
#else
  (void)variant;
#endif
  size_t row = *next, found = 0;
  while (row < rows->count && capacity - found >= CK_SCAN_BLOCK * queries) {
    const size_t left = rows->count - row;
    const size_t size = left < CK_SCAN_BLOCK ? left : CK_SCAN_BLOCK;
    found += (size < CK_SCAN_BLOCK ? rest : block)(rows, row, row + size, query, queries, radius, out + found);
    row += size;
  }
  *next = row;
  return found;
}
