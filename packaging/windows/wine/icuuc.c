/* Stand-in for a Wine prefix only, never for a package: see README.md here.
 *
 * The twenty functions of ICU's converters that Qt6Core takes from Windows, for a system on which no converter is
 * installed: opening one fails, so that the others are never asked about a real one.
 */
#include <stddef.h>
#include <stdint.h>

#define EXPORT __declspec(dllexport)
enum { FILE_ACCESS_ERROR = 4 }; /* ICU: the data of a converter cannot be read; errors are above zero */

typedef int error_code;
typedef struct converter converter;

static void fail(error_code *error)
{
    if (error != NULL && *error <= 0)
        *error = FILE_ACCESS_ERROR;
}

EXPORT converter *ucnv_open(const char *name, error_code *error) { (void)name; fail(error); return NULL; }
EXPORT void ucnv_close(converter *c) { (void)c; }
EXPORT void ucnv_reset(converter *c) { (void)c; }

EXPORT int32_t ucnv_countAvailable(void) { return 0; }
EXPORT const char *ucnv_getAvailableName(int32_t n) { (void)n; return NULL; }
EXPORT const char *ucnv_getName(const converter *c, error_code *error) { (void)c; fail(error); return NULL; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, error_code *error)
{
    (void)name, (void)standard;
    fail(error);
    return NULL;
}
EXPORT int8_t ucnv_getMaxCharSize(const converter *c) { (void)c; return 1; }

/* What to do with text that cannot be converted: Qt only passes these two on. */
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}

static void none(void **action, const void **context)
{
    if (action != NULL)
        *action = NULL;
    if (context != NULL)
        *context = NULL;
}

EXPORT void ucnv_getToUCallBack(const converter *c, void **action, const void **context) { (void)c; none(action, context); }
EXPORT void ucnv_getFromUCallBack(const converter *c, void **action, const void **context) { (void)c; none(action, context); }
EXPORT void ucnv_setToUCallBack(converter *c, void *action, const void *context, void **old, const void **old_context,
                                error_code *error)
{
    (void)c, (void)action, (void)context;
    none(old, old_context);
    fail(error);
}
EXPORT void ucnv_setFromUCallBack(converter *c, void *action, const void *context, void **old, const void **old_context,
                                  error_code *error)
{
    (void)c, (void)action, (void)context;
    none(old, old_context);
    fail(error);
}

EXPORT void ucnv_toUnicode(converter *c, void **to, const void *to_end, const char **from, const char *from_end,
                           int32_t *offsets, int8_t flush, error_code *error)
{
    (void)c, (void)to, (void)to_end, (void)from, (void)from_end, (void)offsets, (void)flush;
    fail(error);
}
EXPORT void ucnv_fromUnicode(converter *c, char **to, const char *to_end, const void **from, const void *from_end,
                             int32_t *offsets, int8_t flush, error_code *error)
{
    (void)c, (void)to, (void)to_end, (void)from, (void)from_end, (void)offsets, (void)flush;
    fail(error);
}
EXPORT int32_t ucnv_toUCountPending(const converter *c, error_code *error) { (void)c; fail(error); return 0; }
EXPORT int32_t ucnv_fromUCountPending(const converter *c, error_code *error) { (void)c; fail(error); return 0; }

EXPORT void ucnv_cbToUWriteUChars(void *arguments, const void *source, int32_t length, int32_t offset, error_code *error)
{
    (void)arguments, (void)source, (void)length, (void)offset;
    fail(error);
}
EXPORT void ucnv_cbFromUWriteUChars(void *arguments, const void **source, const void *end, int32_t offset,
                                    error_code *error)
{
    (void)arguments, (void)source, (void)end, (void)offset;
    fail(error);
}
