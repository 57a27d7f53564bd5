import { setImmediate as breathe } from 'node:timers/promises';

/**
 * Reads on, page after page, as fast as somebody takes what comes: memory holds one page, and whoever goes away has no
 * further page read.
 * @param read what comes after `last`, in the order of `id`; an empty page is the end
 */
export async function* pagesOf<T extends { readonly id: string }>(
  read: (last: string) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  for (let last = FIRST; ;) {
    const page = await read(last);
    const end = page.at(-1);
    if (!end) return;
    yield page;
    last = end.id;
    // Other requests of this process come between two pages.
    await breathe();
  }
}

/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';
