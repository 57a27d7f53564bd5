import { randomBytes } from 'node:crypto';
import { Caller } from './client';
import { Narrator } from './narrator';
import { policyOfSeconds } from './policy';
import { STORIES, type Cast, type Story } from './stories';

export interface DemoOptions {
  readonly url: string;
  readonly keys: { readonly requester: string; readonly agent: string; readonly lead: string; readonly admin: string };
  readonly print: (line: string) => void;
}

type Labels = Readonly<Record<string, readonly { readonly code: string; readonly labels: { readonly fr: string } }[]>>;

/**
 * Three tickets live through everything on a policy of seconds; the story is printed as it happens, then each step is
 * checked.
 * @returns what differed from what must happen; empty: nothing
 */
export async function runDemo({ url, keys, print }: DemoOptions): Promise<readonly string[]> {
  const admin = new Caller(url, keys.admin);
  const cast: Cast = {
    tell: print,
    requester: new Caller(url, keys.requester),
    agent: new Caller(url, keys.agent),
    lead: new Caller(url, keys.lead),
  };
  const run = randomBytes(4).toString('hex');
  await admin.call('PUT', `/api/v1/policies/demo-${run}`, policyOfSeconds(run, 1), { 'if-none-match': '*' });
  const labels = await admin.call<Labels>('GET', '/api/v1/meta/enums');
  const people = await admin.call<{ data: { id: string; name: string }[] }>('GET', '/api/v1/users');
  const narrator = new Narrator(admin, print, new Map(people.data.map(({ id, name }) => [id, name])));
  const telling = narrator.run();
  try {
    const results = await Promise.all(
      STORIES.map((story) => playStory(story, cast, admin, run, labels, narrator, print)),
    );
    return results.flat();
  } finally {
    narrator.stop();
    await telling;
  }
}

async function playStory(
  story: Story,
  cast: Cast,
  admin: Caller,
  run: string,
  labels: Labels,
  narrator: Narrator,
  print: (line: string) => void,
): Promise<readonly string[]> {
  const opened = await cast.requester.open({ subject: story.subject, fields: { demo: run } });
  const { key } = opened;
  const label = (member: string, code: string) =>
    labels[member]?.find((entry) => entry.code === code)?.labels.fr ?? code;
  const { workflow } = await admin.call<{ workflow: { url: string | null } }>('GET', `/api/v1/tickets/${key}/process`);
  print(`${key}: « ${story.subject} » → ${label('type', opened.type)}, priorité ${label('priority', opened.priority)}`);
  if (workflow.url) print(`${key}: ${workflow.url}`);
  narrator.follow(key);
  const problems: string[] = [];
  if (opened.type !== story.type) problems.push(`type is ${opened.type}, expected ${story.type}`);
  if (opened.priority !== story.priority) problems.push(`priority is ${opened.priority}, expected ${story.priority}`);
  try {
    for (const further of await story.play(cast, key)) narrator.follow(further);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  const kinds = (await admin.events(key)).map((event) => event.kind);
  const missing = firstMissing(story.expected, kinds);
  if (missing !== undefined) problems.push(`"${missing}" is missing in ${kinds.join(' ')}`);
  problems.push(...story.check(await admin.ticket(key)));
  return problems.map((problem) => `${key} « ${story.subject} »: ${problem}`);
}

/** The first of the expected that does not come after those before it. */
function firstMissing(expected: readonly string[], actual: readonly string[]): string | undefined {
  let from = 0;
  return expected.find((kind) => {
    const found = actual.indexOf(kind, from);
    from = found + 1;
    return found < 0;
  });
}
