#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// What a process needs to lock itself down, and to pass memory and descriptors to one that did. Most of it is variadic or made of
// macros (prctl, syscall, fcntl, CMSG_*), which Swift cannot call. Functions return 0 or a count, or a negative errno.

/// Bounds address space, processor time and open files; no core dumps, no files written. Raised again by nobody: soft and hard are equal.
int ciso_limit(uint64_t address_space, uint64_t cpu_seconds, uint64_t open_files);
/// No privileges by running another program, and no looking into this process from outside.
int ciso_no_new_privileges(void);
/// Denies everything of the file system, and what later kernels add; returns the kernel's Landlock ABI.
int ciso_landlock(void);
/// Denies (EPERM) all system calls but those that decoding needs. Threads are possible, processes and executable memory are not.
int ciso_filter_calls(void);
/// Closes all descriptors from `first` on.
int ciso_close_from(int first);
/// Ends the process by SIGPROF after so much processor time from now; 0 ends the watch.
void ciso_watch(uint64_t milliseconds);

/// Makes sealed shared memory that only this process's mapping writes: `*descriptor` can be mapped by others for reading.
int ciso_share(size_t size, int *descriptor, void **start);
/// Maps shared memory for reading.
int ciso_map(int descriptor, size_t size, const void **start);
void ciso_unmap(const void *start, size_t size);
/// Makes memory of a fixed size that serves as another process's standard error.
int ciso_log(size_t size, int *descriptor);

/// Sends bytes with up to four descriptors on the first of them; returns how many bytes went.
ssize_t ciso_send(int socket, const void *bytes, size_t count, const int *descriptors, int descriptor_count);
/// Receives up to `count` bytes and the descriptors sent with them; surplus ones are closed. 0 is the end.
ssize_t ciso_receive(int socket, void *bytes, size_t count, int descriptors[4], int *descriptor_count);

/// What a locked-down process must not get: each returns 0 when it was got, else the errno of the refusal.
enum { CISO_OPEN, CISO_LIST, CISO_CREATE, CISO_SOCKET, CISO_PROCESS, CISO_PROGRAM, CISO_SIGNAL, CISO_EXECUTABLE_MEMORY, CISO_TRIES };
int ciso_try(int what);
