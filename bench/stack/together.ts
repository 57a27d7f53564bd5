/**
 * `Promise.all` that waits for the end of each, also when one fails: what goes on asking over a connection that is closed
 * meanwhile ends the whole process.
 * @throws the first failure
 */
export async function together<T>(all: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(all);
  return Promise.all(all);
}
