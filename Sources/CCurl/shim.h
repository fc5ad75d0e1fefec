#include <curl/curl.h>

/* curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt take variable arguments, which Swift
   does not see: one wrapper per type of argument. */

static inline CURLcode weir_curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode weir_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode weir_curl_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

/* For options that take a void pointer or bytes that libcurl copies. */
static inline CURLcode weir_curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode weir_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

typedef size_t (*weir_curl_data_callback)(char *bytes, size_t size, size_t count, void *context);

/* For CURLOPT_WRITEFUNCTION, CURLOPT_HEADERFUNCTION and CURLOPT_READFUNCTION. */
static inline CURLcode weir_curl_set_callback(
    CURL *easy, CURLoption option, weir_curl_data_callback callback) {
  return curl_easy_setopt(easy, option, callback);
}

static inline long weir_curl_response_code(CURL *easy) {
  long code = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
  return code;
}

static inline void *weir_curl_private(CURL *easy) {
  char *context = NULL;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &context);
  return context;
}

static inline CURLMcode weir_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

/* The result stands in a union, of which Swift would have to guess the member. */
static inline CURLcode weir_curl_message_result(const CURLMsg *message) {
  return message->data.result;
}

/* CURL_WRITEFUNC_PAUSE is a macro, which Swift does not see. */
static inline size_t weir_curl_pause_write(void) { return CURL_WRITEFUNC_PAUSE; }
