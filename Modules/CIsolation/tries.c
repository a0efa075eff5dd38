#define _GNU_SOURCE
#include "cisolation.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int refusal(int got) {
  if (got < 0) return errno;
  close(got);
  return 0;
}

int ciso_try(int what) {
  switch (what) {
    case CISO_OPEN: return refusal(open("/etc/passwd", O_RDONLY));
    case CISO_LIST: return refusal(open("/", O_RDONLY | O_DIRECTORY));
    case CISO_CREATE: return refusal(open("/tmp", O_TMPFILE | O_RDWR, 0600));
    case CISO_SOCKET: return refusal(socket(AF_INET, SOCK_STREAM, 0));
    case CISO_PROCESS: {
      const pid_t child = fork();
      if (child < 0) return errno;
      if (child == 0) _exit(0);
      waitpid(child, NULL, 0);
      return 0;
    }
    case CISO_PROGRAM: {
      // A program that does not exist: refused by the filter it is EPERM, without one ENOENT, and this process goes on either way.
      char *const words[] = {(char *)"none", NULL};
      execve("/nonexistent/program", words, words);
      return errno == ENOENT ? 0 : errno;
    }
    case CISO_SIGNAL: return kill(getppid(), 0) == 0 ? 0 : errno;
    case CISO_EXECUTABLE_MEMORY: {
      void *page = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (page == MAP_FAILED) return errno;
      munmap(page, 4096);
      return 0;
    }
    default: return EINVAL;
  }
}
