#define _GNU_SOURCE
#define CVIDEO_LIBRARY_ITSELF
#include "library.h"

#include "cvideo.h"

#include <dlfcn.h>
#include <pthread.h>

struct cvideo_library cvideo_library;

#define TEXT(value) #value
#define NAME(library, major) "lib" library ".so." TEXT(major)

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static int loaded;

// Opens one library by the name of the version whose headers were compiled in; its types are only right for that one.
static void *open_library(const char *name, const char **missing) {
  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!handle) *missing = name;
  return handle;
}

int cvideo_load(const char **missing) {
  *missing = "";
  pthread_mutex_lock(&guard);
  if (!loaded) {
    const char *absent = NULL;
    void *util = open_library(NAME("avutil", LIBAVUTIL_VERSION_MAJOR), &absent);
    void *codec = open_library(NAME("avcodec", LIBAVCODEC_VERSION_MAJOR), &absent);
    void *format = open_library(NAME("avformat", LIBAVFORMAT_VERSION_MAJOR), &absent);
    void *scale = open_library(NAME("swscale", LIBSWSCALE_VERSION_MAJOR), &absent);
    if (!absent) {
#define ENTRY(name) \
  cvideo_library.name = (__typeof__(cvideo_library.name))dlsym(handle, #name); \
  if (!cvideo_library.name) absent = #name;
      void *handle = util;
      CVIDEO_AVUTIL(ENTRY)
      handle = codec;
      CVIDEO_AVCODEC(ENTRY)
      handle = format;
      CVIDEO_AVFORMAT(ENTRY)
      handle = scale;
      CVIDEO_SWSCALE(ENTRY)
#undef ENTRY
    }
    // What was opened stays open: an attempt that failed fails again with the same name.
    if (absent) {
      *missing = absent;
    } else {
      loaded = 1;
    }
  }
  const int done = loaded ? CVIDEO_OK : CVIDEO_LIBRARY;
  pthread_mutex_unlock(&guard);
  return done;
}
