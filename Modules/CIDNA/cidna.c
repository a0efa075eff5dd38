// The URL Standard's "domain to ASCII" over ICU. A shim of its own because ICU's functions are macros that carry its version.
#include "include/cidna.h"

#include <pthread.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>

// What UTS #46 leaves to flags that the URL Standard does not set: lengths, empty labels and hyphens.
static const uint32_t ignored = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG |
                                UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

static UIDNA *shared;
static pthread_once_t once = PTHREAD_ONCE_INIT;

// Never closed: the object is constant and serves all threads until the process ends.
static void open_shared(void) {
  UErrorCode code = U_ZERO_ERROR;
  UIDNA *opened =
      uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE, &code);
  if (U_SUCCESS(code)) shared = opened;
}

int cidna_to_ascii(const uint8_t *name, size_t length, char *out, size_t capacity, size_t *count) {
  *count = 0;
  pthread_once(&once, open_shared);
  if (!shared) return CIDNA_BROKEN;
  if (length > INT32_MAX || capacity > INT32_MAX) return CIDNA_TOO_LONG;
  UErrorCode code = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  int32_t written = uidna_nameToASCII_UTF8(shared, (const char *)name, (int32_t)length, out, (int32_t)capacity, &info, &code);
  if (code == U_BUFFER_OVERFLOW_ERROR) return CIDNA_TOO_LONG;
  if (code == U_MEMORY_ALLOCATION_ERROR) return CIDNA_BROKEN;
  if (U_FAILURE(code) || written < 0 || (info.errors & ~ignored)) return CIDNA_REFUSED;
  *count = (size_t)written;
  return CIDNA_OK;
}

uint32_t cidna_unicode_version(void) {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return (uint32_t)version[0] << 8 | version[1];
}
