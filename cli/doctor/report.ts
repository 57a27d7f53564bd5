/** What a check found: a fact if all is well, or what is wrong and what to do. */
export type Finding = { readonly ok: true; readonly fact: string } | { readonly ok: false; readonly problem: string };

export interface Check {
  /** What is looked at, for people: "PostgreSQL". */
  readonly subject: string;
  readonly look: () => Promise<Finding>;
}

export const fine = (fact: string): Finding => ({ ok: true, fact });
export const wrong = (problem: string): Finding => ({ ok: false, problem });

/** Does each check and tells it in one line. A check that throws has found that its subject is wrong. */
export async function runChecks(checks: readonly Check[], tell: (line: string) => void): Promise<boolean> {
  let healthy = true;
  for (const { subject, look } of checks) {
    const finding = await look().catch((error: unknown) =>
      wrong(error instanceof Error ? error.message : String(error)),
    );
    if (!finding.ok) healthy = false;
    const text = (finding.ok ? finding.fact : finding.problem).replace(/\s+/g, ' ').trim();
    tell(`${finding.ok ? '✓' : '✗'} ${subject}: ${text}`);
  }
  return healthy;
}

/** "SD-1, SD-2, SD-3 and 40 more" */
export function nameSome(keys: readonly string[]): string {
  const named = keys.slice(0, 3).join(', ');
  return keys.length > 3 ? `${named} and ${keys.length - 3} more` : named;
}
