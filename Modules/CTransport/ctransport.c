#include "ctransport.h"

CURLcode ct_set_long(CURL *handle, CURLoption option, long value) { return curl_easy_setopt(handle, option, value); }

CURLcode ct_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ct_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode ct_set_post(CURL *handle, const void *bytes, size_t count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    return code ? code : curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes);
}

CURLcode ct_set_body_taker(CURL *handle, ct_take take, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
    return code ? code : curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
}

CURLcode ct_set_header_taker(CURL *handle, ct_take take, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take);
    return code ? code : curl_easy_setopt(handle, CURLOPT_HEADERDATA, context);
}

CURLcode ct_set_upload(CURL *handle, ct_take give, void *context, size_t count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_READFUNCTION, give);
    if (!code) code = curl_easy_setopt(handle, CURLOPT_READDATA, context);
    if (!code) code = curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, (curl_off_t)count);
    return code ? code : curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
}

CURLcode ct_set_connected(CURL *handle, ct_connected connected, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, connected);
    return code ? code : curl_easy_setopt(handle, CURLOPT_PREREQDATA, context);
}

long ct_get_long(CURL *handle, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) ? 0 : value;
}

const char *ct_get_string(CURL *handle, CURLINFO info) {
    char *value = NULL;
    return curl_easy_getinfo(handle, info, &value) ? NULL : value;
}
