/* Stand-in for a Wine prefix only, never for a package: see README.md here. Random bytes from Wine's own generator. */
#include <windows.h>
#include <ntsecapi.h>

#define MOST_AT_ONCE ((SIZE_T)1 << 20)

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *buffer, SIZE_T size)
{
    while (size > 0) {
        SIZE_T part = size < MOST_AT_ONCE ? size : MOST_AT_ONCE;
        if (!RtlGenRandom(buffer, (ULONG)part))
            return FALSE;
        buffer += part;
        size -= part;
    }
    return TRUE;
}
