const EVERY_MS = 10_000;

/** Tells every ten seconds how far something has come. */
export function startProgress(what: string, tell: () => string): { readonly stop: () => void } {
  const begun = Date.now();
  console.log(`${what} …`);
  const timer = setInterval(() => {
    console.log(`  ${Math.round((Date.now() - begun) / 1_000)} s: ${tell()}`);
  }, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}
