import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateDiagram } from '../../docs/stateDiagram';

it('the diagram of statuses in docs/ticket.md is what the domain does', () => {
  const page = readFileSync(join(__dirname, '../../docs/ticket.md'), 'utf8');
  const drawn = /```mermaid\n([\s\S]*?)\n```/.exec(page)?.[1];
  expect(drawn).toBe(stateDiagram());
});
