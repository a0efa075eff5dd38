#define _GNU_SOURCE
#include "cisolation.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

// Sanitizers reserve terabytes of addresses.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static int set_limit(int resource, uint64_t value) {
  struct rlimit now;
  if (getrlimit(resource, &now) != 0) return -errno;
  // A process may be bounded more tightly than we would.
  rlim_t bound = now.rlim_max < value ? now.rlim_max : value;
  const struct rlimit wanted = {bound, bound};
  return setrlimit(resource, &wanted) == 0 ? 0 : -errno;
}

int ciso_limit(uint64_t address_space, uint64_t cpu_seconds, uint64_t open_files) {
  int failed = 0;
  if (!SANITIZED) failed = set_limit(RLIMIT_AS, address_space);
  if (!failed) failed = set_limit(RLIMIT_CPU, cpu_seconds);
  if (!failed) failed = set_limit(RLIMIT_NOFILE, open_files);
  if (!failed) failed = set_limit(RLIMIT_CORE, 0);
  // Not 0: what libraries say on standard error goes to a page of memory, which counts as a file.
  if (!failed) failed = set_limit(RLIMIT_FSIZE, 65536);
  return failed;
}

int ciso_no_new_privileges(void) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -errno;
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : -errno;
}

// The kernel's interface, spelt out here because the headers of an older kernel lack its later parts.
#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444
#define __NR_landlock_restrict_self 446
#endif

int ciso_landlock(void) {
  const long abi = syscall(__NR_landlock_create_ruleset, NULL, 0, 1 /* version */);
  if (abi < 0) return -errno;
  // Rights are denied by being handled and granted by no rule; each ABI knows so many of them.
  struct {
    uint64_t files, net, scoped;
  } handled = {0};
  handled.files = abi == 1 ? 0x1fff : abi == 2 ? 0x3fff : abi < 5 ? 0x7fff : 0xffff;
  handled.net = abi < 4 ? 0 : 0x3;
  handled.scoped = abi < 6 ? 0 : 0x3;
  const size_t size = abi < 4 ? 8 : abi < 6 ? 16 : 24;
  const long rules = syscall(__NR_landlock_create_ruleset, &handled, size, 0);
  if (rules < 0) return -errno;
  const long done = syscall(__NR_landlock_restrict_self, (int)rules, 0);
  const int code = done == 0 ? (int)abi : -errno;
  close((int)rules);
  return code;
}

int ciso_filter_calls(void) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (!filter) return -ENOMEM;
  static const int allowed[] = {
      // Messages, the payload's descriptor, and standard error.
      SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(pwrite64), SCMP_SYS(lseek),
      SCMP_SYS(fstat), SCMP_SYS(recvmsg), SCMP_SYS(sendmsg), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(close),
      // Memory.
      SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk),
      // Threads of decoders, and the Swift runtime.
      SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(gettid),
      SCMP_SYS(getpid), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(restart_syscall),
      // Signals to itself, time, randomness.
      SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(setitimer),
      SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),
      SCMP_SYS(getrusage),
  };
  int failed = 0;
  for (size_t place = 0; place < sizeof allowed / sizeof *allowed && !failed; place++) {
    failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[place], 0);
  }
  // No page is ever made executable.
  if (!failed) failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  if (!failed) failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  // abort() raises its signal this way; nobody else's process is reached.
  if (!failed) failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
  // Threads only. clone3 has its flags in memory, where a filter cannot look, so glibc is told to use clone.
  if (!failed) failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
  if (!failed) failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
  if (!failed) failed = seccomp_load(filter);
  seccomp_release(filter);
  return failed;
}

int ciso_close_from(int first) {
#ifndef __NR_close_range
#define __NR_close_range 436
#endif
  if (syscall(__NR_close_range, (unsigned)first, ~0u, 0) == 0) return 0;
  for (int descriptor = first; descriptor < 65536; descriptor++) close(descriptor);
  return 0;
}

void ciso_watch(uint64_t milliseconds) {
  const struct itimerval time = {{0, 0}, {(time_t)(milliseconds / 1000), (suseconds_t)(milliseconds % 1000 * 1000)}};
  setitimer(ITIMER_PROF, &time, NULL);
}

#ifndef F_SEAL_FUTURE_WRITE
#define F_SEAL_FUTURE_WRITE 0x0010
#endif

int ciso_share(size_t size, int *descriptor, void **start) {
  const int memory = memfd_create("alliance-item", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (memory < 0) return -errno;
  int failed = ftruncate(memory, (off_t)size) == 0 ? 0 : -errno;
  void *map = MAP_FAILED;
  if (!failed) {
    map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
    if (map == MAP_FAILED) failed = -errno;
  }
  // This mapping stays writable; another process can neither make one, nor write through the descriptor, nor change the size.
  if (!failed && fcntl(memory, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL) != 0) failed = -errno;
  if (failed) {
    if (map != MAP_FAILED) munmap(map, size);
    close(memory);
    return failed;
  }
  *descriptor = memory;
  *start = map;
  return 0;
}

int ciso_map(int descriptor, size_t size, const void **start) {
  void *map = mmap(NULL, size, PROT_READ, MAP_SHARED, descriptor, 0);
  if (map == MAP_FAILED) return -errno;
  *start = map;
  return 0;
}

void ciso_unmap(const void *start, size_t size) { munmap((void *)start, size); }

int ciso_log(size_t size, int *descriptor) {
  const int memory = memfd_create("alliance-log", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (memory < 0) return -errno;
  if (ftruncate(memory, (off_t)size) != 0 || fcntl(memory, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
    const int failed = -errno;
    close(memory);
    return failed;
  }
  *descriptor = memory;
  return 0;
}
