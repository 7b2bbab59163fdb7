/*
 * Writes the files of schemas/ as C: a program of the build, run on the
 * machine that compiles.
 *
 *	embed SCHEMAS >embedded_tables.c
 *
 * See embedded_data.h for what is written, embedded.h for what becomes of it.
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "base/yaml.h"
#include "schema/embedded_data.h"

enum { README_MOST = 1 << 16 };	/* bytes */

#define FOLDER_NAME(id, name) [id] = name,
static const char *const folder_names[EMBEDDED_FOLDERS] = {
	EMBEDDED_FOLDER_LIST(FOLDER_NAME)
};

struct image {
	struct arena *arena;		/* of the trees */
	struct buf pool;
	struct map *texts;		/* text → its offset, plus one */
	VEC(struct embedded_file) files;
	VEC(struct embedded_node) nodes;
	VEC(uint32_t) refs, by_type;
	VEC(struct embedded_alias) aliases;
	uint32_t start[EMBEDDED_FOLDERS + 1];
	uint32_t release;
};

/* A file's nodes, numbered. */
struct numbering {
	struct map *numbers;		/* node → its number, plus one */
	VEC(const struct yaml_node *) nodes;
};

static void
give_up(const struct error *err)
{
	AUTO_FREE char *text = error_format(err);

	fprintf(stderr, "embed: %s\n", text);
	exit(1);
}

static uint32_t
add_text(struct image *image, const char *text, size_t length)
{
	uintptr_t found =
	    (uintptr_t)map_get(image->texts, text, length);

	if (found == 0) {
		found = image->pool.length + 1;
		map_set(image->texts, text, length, (void *)found);
		buf_add(&image->pool, text, length);
		buf_add_char(&image->pool, '\0');
	}
	return (uint32_t)(found - 1);
}

static uint32_t
add_string(struct image *image, const char *text)
{
	return add_text(image, text, strlen(text));
}

/* --- trees --- */

static void
number(struct numbering *all, const struct yaml_node *node)
{
	if (map_get_pointer(all->numbers, node) != NULL)
		return;		/* an alias */
	*VEC_PUSH(all->nodes) = node;
	map_set_pointer(all->numbers, node, (void *)all->nodes.count);
	if (node->kind == YAML_SCALAR)
		return;
	for (size_t i = 0; i < node->count; i++) {
		if (node->kind == YAML_MAPPING)
			number(all, node->keys[i]);
		number(all, node->items[i]);
	}
}

static void
add_ref(struct image *image, const struct numbering *all,
    const struct yaml_node *node)
{
	uintptr_t number = (uintptr_t)map_get_pointer(all->numbers, node);

	*VEC_PUSH(image->refs) = (uint32_t)(number - 1);
}

static void
add_node(struct image *image, const struct numbering *all,
    const struct yaml_node *node)
{
	struct embedded_node out = {
		.head = EMBEDDED_HEAD(node->kind, node->plain, node->column),
		.line = node->line,
	};

	if (node->kind == YAML_SCALAR) {
		out.a = add_text(image, node->text, node->length);
		out.b = (uint32_t)node->length;
	} else {
		out.a = (uint32_t)image->refs.count;
		out.b = (uint32_t)node->count;
		for (size_t i = 0; node->kind == YAML_MAPPING &&
		    i < node->count; i++)
			add_ref(image, all, node->keys[i]);
		for (size_t i = 0; i < node->count; i++)
			add_ref(image, all, node->items[i]);
	}
	*VEC_PUSH(image->nodes) = out;
}

static void
add_tree(struct image *image, const struct yaml_node *top,
    struct embedded_file *file)
{
	struct numbering all = { .numbers = map_new() };

	number(&all, top);
	file->node = (uint32_t)image->nodes.count;
	file->node_count = (uint32_t)all.nodes.count;
	file->ref = (uint32_t)image->refs.count;
	for (size_t i = 0; i < all.nodes.count; i++)
		add_node(image, &all, all.nodes.items[i]);
	file->ref_count = (uint32_t)image->refs.count - file->ref;
	map_free(all.numbers, NULL);
	VEC_RELEASE(all.nodes);
}

/* --- files --- */

static uint32_t
text_of(struct image *image, const struct yaml_node *node, const char *name)
{
	const char *text = yaml_get_text(node, name);

	return add_string(image, text != NULL ? text : "");
}

static void
add_aliases(struct image *image, const struct yaml_node *top, uint32_t type)
{
	const struct yaml_node *list = yaml_get(top, "aliases");

	for (size_t i = 0; list != NULL && i < list->count; i++)
		*VEC_PUSH(image->aliases) = (struct embedded_alias){
			add_string(image, list->items[i]->text), type };
}

static void
add_file(struct image *image, const char *schemas,
    enum embedded_folder folder, const char *id)
{
	const char *folder_name = folder_names[folder];
	AUTO_FREE char *path =
	    xasprintf("%s/%s/%s.yaml", schemas, folder_name, id);
	AUTO_FREE char *name =
	    xasprintf("built-in:%s/%s.yaml", folder_name, id);
	AUTO_ERROR err = ERROR_INIT;
	const struct yaml_node *top = yaml_read(image->arena, path, &err);
	struct embedded_file file = { .name = add_string(image, name) };

	if (top == NULL)
		give_up(&err);
	file.id = file.name + (uint32_t)strlen("built-in:") +
	    (uint32_t)strlen(folder_name) + 1;
	file.id_length = (uint32_t)strlen(id);
	file.title = text_of(image, top, "title");
	file.type = text_of(image, folder == EMBEDDED_RULES ? top :
	    yaml_get(top, "payload"), "payloadtype");
	if (folder == EMBEDDED_RULES)
		add_aliases(image, top, file.type);
	add_tree(image, top, &file);
	*VEC_PUSH(image->files) = file;
}

static int
compare_ids(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
add_folder(struct image *image, const char *schemas,
    enum embedded_folder folder)
{
	AUTO_FREE char *path =
	    path_join(schemas, folder_names[folder]);
	DIR *dir = opendir(path);
	const struct dirent *entry;
	VEC(char *) ids = { .count = 0 };

	if (dir == NULL) {
		AUTO_ERROR err = ERROR_INIT;

		error_set_errno(&err, errno, "cannot read the folder '%s'",
		    path);
		give_up(&err);
	}
	while ((entry = readdir(dir)) != NULL) {
		size_t length = strlen(entry->d_name);

		if (entry->d_name[0] != '.' && length > 5 &&
		    strcmp(entry->d_name + length - 5, ".yaml") == 0)
			*VEC_PUSH(ids) = xstrndup(entry->d_name, length - 5);
	}
	closedir(dir);
	if (ids.count > 0)
		qsort(ids.items, ids.count, sizeof *ids.items, compare_ids);
	image->start[folder] = (uint32_t)image->files.count;
	for (size_t i = 0; i < ids.count; i++) {
		add_file(image, schemas, folder, ids.items[i]);
		free(ids.items[i]);
	}
	VEC_RELEASE(ids);
}

static void
add_release(struct image *image, const char *schemas)
{
	static const char word[] = "\nRelease: ";
	AUTO_FREE char *path = path_join(schemas, "README");
	AUTO_BUF text = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	const char *line;

	if (!file_read(path, README_MOST, &text, &err))
		give_up(&err);
	line = strstr(buf_text(&text), word);
	line = line != NULL ? line + strlen(word) : "";
	image->release = add_text(image, line, strcspn(line, ",\n"));
}

/* --- tables in an order --- */

static const struct image *sorted;	/* qsort() hands nothing through */

static int
compare_types(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	const char *texts = sorted->pool.data;
	int order = strcmp(texts + sorted->files.items[*x].type,
	    texts + sorted->files.items[*y].type);

	return order != 0 ? order : *x < *y ? -1 : *x > *y;
}

static int
compare_aliases(const void *a, const void *b)
{
	const struct embedded_alias *x = a, *y = b;

	return strcmp(sorted->pool.data + x->name,
	    sorted->pool.data + y->name);
}

static void
sort_tables(struct image *image)
{
	uint32_t first = image->start[EMBEDDED_PROFILES];

	sorted = image;
	for (uint32_t i = first; i < image->start[EMBEDDED_PROFILES + 1]; i++)
		*VEC_PUSH(image->by_type) = i;
	if (image->by_type.count > 0)
		qsort(image->by_type.items, image->by_type.count,
		    sizeof *image->by_type.items, compare_types);
	if (image->aliases.count > 0)
		qsort(image->aliases.items, image->aliases.count,
		    sizeof *image->aliases.items, compare_aliases);
}

/* --- as C --- */

enum { LINE_BYTES = 100 };

static void
write_pool(const struct buf *pool)
{
	size_t width = 0;

	printf("const char embedded_pool[] =\n\"");
	for (size_t i = 0; i < pool->length; i++) {
		unsigned char c = (unsigned char)pool->data[i];

		if (c >= ' ' && c < 0x7f && strchr("\"\\?", c) == NULL)
			putchar(c);
		else
			printf("\\%03o", c);
		if (++width == LINE_BYTES && i + 1 < pool->length) {
			printf("\"\n\"");
			width = 0;
		}
	}
	printf("\";\n");
}

/* A row of SIZE numbers. */
static void
write_row(const uint32_t *numbers, size_t size)
{
	printf("%s%" PRIu32, size > 1 ? "{" : "", numbers[0]);
	for (size_t i = 1; i < size; i++)
		printf(",%" PRIu32, numbers[i]);
	printf("%s,", size > 1 ? "}" : "");
}

/* A table of COUNT rows of SIZE numbers each; C wants at least one. */
static void
write_table(const char *declaration, const void *rows, size_t count,
    size_t size)
{
	const uint32_t *numbers = rows;

	printf("%s[] = {\n", declaration);
	for (size_t i = 0; i < count; i++) {
		write_row(numbers + i * size, size);
		if (i % 8 == 7)
			putchar('\n');
	}
	printf("%s\n};\n", count == 0 ? "{ 0 }" : "");
}

#define WRITE(declaration, list)                                               \
	write_table(declaration, (list).items, (list).count,                   \
	    sizeof *(list).items / sizeof(uint32_t))

static void
write_image(const struct image *image)
{
	printf("/*\n * Made by embed out of the files of schemas/: not to be "
	    "edited.\n */\n#include \"schema/embedded_data.h\"\n\n");
	write_pool(&image->pool);
	WRITE("const struct embedded_file embedded_files", image->files);
	write_table("const uint32_t embedded_folder_start", image->start,
	    EMBEDDED_FOLDERS + 1, 1);
	WRITE("const uint32_t embedded_by_type", image->by_type);
	WRITE("const struct embedded_alias embedded_aliases", image->aliases);
	printf("const uint32_t embedded_alias_count = %zu;\n",
	    image->aliases.count);
	WRITE("const struct embedded_node embedded_nodes", image->nodes);
	WRITE("const uint32_t embedded_refs", image->refs);
	printf("const uint32_t embedded_release_text = %" PRIu32 ";\n",
	    image->release);
}

int
main(int argc, char **argv)
{
	struct image image = { .arena = arena_new(), .texts = map_new() };

	if (argc != 2) {
		fprintf(stderr, "usage: embed SCHEMAS\n");
		return 2;
	}
	add_string(&image, "");
	for (int folder = 0; folder < EMBEDDED_FOLDERS; folder++)
		add_folder(&image, argv[1], (enum embedded_folder)folder);
	image.start[EMBEDDED_FOLDERS] = (uint32_t)image.files.count;
	add_release(&image, argv[1]);
	sort_tables(&image);
	write_image(&image);
	arena_free(image.arena);
	map_free(image.texts, NULL);
	buf_release(&image.pool);
	VEC_RELEASE(image.files);
	VEC_RELEASE(image.nodes);
	VEC_RELEASE(image.refs);
	VEC_RELEASE(image.by_type);
	VEC_RELEASE(image.aliases);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
