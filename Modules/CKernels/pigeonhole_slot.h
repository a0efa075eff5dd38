#pragma once
#include "ck_pigeonhole.h"

/// The value of a slot in a row given as its four words.
static inline uint32_t slot_value(const uint64_t word[4], uint32_t start, uint32_t width) {
  const uint32_t place = start >> 6, offset = start & 63;
  uint64_t bits = word[place] << offset;
  if (offset + width > 64) bits |= word[place + 1] >> (64 - offset);
  return (uint32_t)(bits >> (64 - width));
}

/// The same of a row in planes; reads the words it needs.
static inline uint32_t slot_of_row(const ck_rows *rows, size_t row, uint32_t start, uint32_t width) {
  const uint32_t place = start >> 6, offset = start & 63;
  const uint64_t *plane = place < 2 ? rows->front : rows->back;
  uint64_t bits = plane[2 * row + (place & 1)] << offset;
  if (offset + width > 64) {
    const uint64_t *other = place + 1 < 2 ? rows->front : rows->back;
    bits |= other[2 * row + ((place + 1) & 1)] >> (64 - offset);
  }
  return (uint32_t)(bits >> (64 - width));
}
