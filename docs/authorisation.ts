import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLUMNS, OPEN, ROWS, type Kind, type Row, type Verdict } from '../test/api/matrix/table';

/**
 * `docs/authorisation.md`, written from the table that the tests ask the desk about: `npx tsx docs/authorisation.ts`.
 * `test/docs` compares the two.
 */
export const PAGE = join(__dirname, 'authorisation.md');

const BEFORE = `# Who may do what

Every call of the API, and who may make it. This page is written from the table in \`test/api/matrix/table.ts\`
(\`npx tsx docs/authorisation.ts\`); \`npm test\` asks a running desk about each of its cells, and a call without a row
fails. \`npm run test:mutants\` takes out each check of the API in turn, and fails unless some cell notices; the few
that are seen to elsewhere are listed in \`test/mutants/mutants.run.ts\`, with the reason. The policy itself is in
\`api/abilities.ts\`: single reads, lists, search, views, exports, files and commands all ask it.

- **yes**: the call is made. **403**: it may not be made. **404**: there is no such thing, as far as the caller can tell.
- Without a key or session, or with one that holds no more, every call below is 401. A session changes something only
  with its \`X-CSRF-Token\`, else 403.
- What does not exist is 404; of configuration, people and keys, 403 for those who may not read any.
- Lists hold what single reads would show: tickets by organisation and team, comments and files by visibility.
`;

const HEADINGS: Readonly<Record<Kind, string>> = {
  ticket: '## Tickets, and what hangs on them',
  made: '## What somebody made',
  desk: '## The desk',
};

export function authorisationPage(): string {
  const kinds: readonly Kind[] = ['ticket', 'made', 'desk'];
  const open = `## Without a key\n\n${OPEN.map((route) => `- \`${nameOf(route)}\``).join('\n')}\n`;
  return [BEFORE, ...kinds.map(section), open].join('\n');
}

function section(kind: Kind): string {
  const columns = Object.entries(COLUMNS[kind]);
  const head = ['call', ...columns.map(([, title]) => title), 'service accounts'];
  const rows = ROWS.filter((row) => row.kind === kind).map((row) => [
    `\`${nameOf(row.route)}\`${row.object === '' ? '' : `, ${row.object}`}`,
    ...columns.map(([name]) => row.people[name] ?? ''),
    servicesOf(row),
  ]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${HEADINGS[kind]}\n\n${lines.join('\n')}\n`;
}

function nameOf(route: string): string {
  const [method = '', path = ''] = route.split(' ');
  return `${method.toUpperCase()} ${path}`;
}

/** `yes: tickets:write; others 403`: the answer of most is told last. */
function servicesOf({ services }: Row): string {
  const by = new Map<Verdict, string[]>();
  for (const [scope, verdict] of Object.entries(services))
    by.set(verdict, [...(by.get(verdict) ?? []), `\`${scope}\``]);
  const groups = [...by].sort(([, a], [, b]) => a.length - b.length);
  const [rest, most] = [groups.slice(0, -1), groups.at(-1)];
  const others = `${rest.length > 0 ? 'others ' : ''}${most?.[0] ?? ''}`;
  return [...rest.map(([verdict, scopes]) => `${verdict}: ${scopes.join(', ')}`), others].join('; ');
}

if (require.main === module) writeFileSync(PAGE, authorisationPage());
