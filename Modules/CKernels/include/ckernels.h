#pragma once
#include <stddef.h>
#include <stdint.h>

/// Hamming distances of one 256-bit query to `n` rows of 256 bits each (four words a row), one result a row.
void ck_distances256(const uint64_t *query, const uint64_t *rows, size_t n, uint16_t *out);
