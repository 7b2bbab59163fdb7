/*
 * Bounded reading of whole files, writing new ones, and small path helpers.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct error;

/*
 * Reads all of PATH ("-": standard input) into OUT (appended; as before on
 * failure), at most LIMIT bytes (more: ERR_LIMIT).  Refuses folders, devices
 * and FIFOs other than standard input by name (ERR_UNSUPPORTED).
 * ERR_NOT_FOUND when it does not exist, ERR_SYSTEM else.  The message names
 * PATH.  Fault points: file-open, file-read.
 */
bool file_read(const char *path, size_t limit, struct buf *out,
    struct error *err);
/*
 * The same for what a person names: reads pipes too, and "/dev/stdin" as "-".
 * Waits for who writes into a FIFO.
 */
bool file_read_input(const char *path, size_t limit, struct buf *out,
    struct error *err);
/*
 * Whether PATH can be read once and never be replaced: standard input ("-"),
 * a pipe, a name of an open descriptor ("/dev/stdin", "/dev/fd/3") or a link
 * to one, whatever the descriptor stands for.
 */
bool file_is_stream(const char *path);

bool file_is_folder(const char *path);
/* Writes all LENGTH bytes to FD.  False with errno. */
bool file_write_all(int fd, const void *bytes, size_t length);
/*
 * Makes the file PATH, less MODE by umask, with LENGTH bytes in it; nothing is
 * left of one that cannot be written.  ERR_EXISTS when it is there.
 */
bool file_write_new(const char *path, const void *bytes, size_t length,
    unsigned mode, struct error *err);
/*
 * Makes DIR and the folders above it where they are missing, less MODE by
 * umask.  False with ERR, which names the one that cannot be made.
 */
bool file_make_folders(const char *dir, unsigned mode, struct error *err);

/* "DIR/NAME"; the caller frees. */
char *path_join(const char *dir, const char *name);
/* What follows the last '/', borrowed. */
const char *path_base(const char *path);
/* The folder part, "." when none; the caller frees. */
char *path_dir(const char *path);

/*
 * Calls VISIT for each regular file below DIR (depth first, names sorted
 * bytewise, links to folders not followed, at most 64 folders deep) whose
 * name ends in SUFFIX (NULL: all; the case of ASCII letters does not matter),
 * until it returns false.  False with ERR when DIR or a folder below cannot be
 * read: the first one is named, the others are visited.
 */
bool file_walk(const char *dir, const char *suffix,
    bool (*visit)(const char *path, void *arg), void *arg, struct error *err);

#endif
