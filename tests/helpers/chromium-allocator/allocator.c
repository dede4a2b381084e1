/*
 * Preloaded into a process of Node, it ends the process where the allocator of Electron's processes
 * would. Chromium puts PartitionAlloc in malloc's place, for loaded libraries too. It rounds an aligned
 * request up to a power of two, serves nothing from just under 2 GiB on, and returns no null then: it
 * traps. (base/allocator/partition_allocator: MaxDirectMapped, GetAdjustedSizeForAlignment.)
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

/* glibc's own, behind the names that are taken here. */
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

/* 2 GiB less a super page; what PartitionAlloc adds to a request of its own. */
static const size_t limit = ((size_t)1 << 31) - ((size_t)1 << 21);
static const size_t extras = 16;

static void end_if_over(size_t size) {
  static const char words[] = "allocator: more than Chromium's gives at once\n";
  if (size <= limit) return;
  if (write(STDERR_FILENO, words, sizeof words - 1) < 0) { /* The trap says it too. */ }
  __builtin_trap();
}

static void *aligned(size_t alignment, size_t size) {
  size_t rounded = alignment;
  while (rounded <= limit && rounded < size + extras) rounded *= 2;
  end_if_over(size > limit ? size : rounded);
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
  void *memory = aligned(alignment, size);
  if (memory == NULL) return ENOMEM;
  *result = memory;
  return 0;
}

void *aligned_alloc(size_t alignment, size_t size) { return aligned(alignment, size); }
void *memalign(size_t alignment, size_t size) { return aligned(alignment, size); }

void *malloc(size_t size) {
  end_if_over(size);
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  size_t total;
  end_if_over(__builtin_mul_overflow(count, size, &total) ? SIZE_MAX : total);
  return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
  end_if_over(size);
  return __libc_realloc(memory, size);
}
