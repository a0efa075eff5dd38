#pragma once
#include <curl/curl.h>
#include <stddef.h>

// libcurl's setters and getters are variadic, which Swift cannot call: one function per type of value.

/// Takes bytes from libcurl; anything but the number given aborts the exchange.
typedef size_t (*ct_take)(char *bytes, size_t size, size_t count, void *context);
/// Asked once a connection stands, before anything is sent: 0 goes on, 1 aborts.
typedef int (*ct_connected)(void *context, char *remote, char *local, int remote_port, int local_port);

CURLcode ct_set_long(CURL *handle, CURLoption option, long value);
CURLcode ct_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode ct_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ct_set_post(CURL *handle, const void *bytes, size_t count);
CURLcode ct_set_body_taker(CURL *handle, ct_take take, void *context);
CURLcode ct_set_header_taker(CURL *handle, ct_take take, void *context);
CURLcode ct_set_upload(CURL *handle, ct_take give, void *context, size_t count);
CURLcode ct_set_connected(CURL *handle, ct_connected connected, void *context);
long ct_get_long(CURL *handle, CURLINFO info);
/// The text belongs to the handle; null when there is none.
const char *ct_get_string(CURL *handle, CURLINFO info);
