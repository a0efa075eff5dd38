#pragma once
#include <stddef.h>
#include <stdint.h>

/// How making a name ASCII ended.
enum {
  CIDNA_OK = 0,
  /// The name has a label that no name may have.
  CIDNA_REFUSED = 1,
  /// The name or its ASCII form is longer than the space.
  CIDNA_TOO_LONG = 2,
  /// The library has no tables or no memory.
  CIDNA_BROKEN = 3,
};

/// UTS #46 ToASCII of a name in UTF-8: non-transitional, with CheckBidi and CheckJoiners, without CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength.
///
/// Writes up to `capacity` bytes and sets `count`. May be called from several threads at once.
int cidna_to_ascii(const uint8_t *name, size_t length, char *out, size_t capacity, size_t *count);

/// The version of Unicode that the library's tables are of: major in the high byte, minor in the low one.
uint32_t cidna_unicode_version(void);
