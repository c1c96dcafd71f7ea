/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory that the allocator keeps of what was freed. Each run brings threads of its own, and
 * GNU libc gives threads heaps of their own, which do not shrink when the threads are gone: after
 * twenty runs more was kept so than was in use. Elsewhere these do nothing. */
#pragma once

/* Has all threads share a few heaps; before there are threads. */
void algo_heap_share (void);
/* Gives what is free back to the system. Any thread; takes milliseconds. */
void algo_heap_trim (void);
