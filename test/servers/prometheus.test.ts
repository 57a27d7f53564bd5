/** The alert rules and what the dashboard asks, read by Prometheus' own tool. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertRules, dashboardQuestions, MONITORING } from '../support/monitoring';
import { debianServer } from './debian';

const promtool = debianServer('/usr/bin/promtool', ['prometheus']);
const real = promtool ? test : test.skip;

/** @returns what it printed; a failure of the tool throws with it */
function run(...args: string[]): string {
  return execFileSync(promtool ?? '', args, { cwd: MONITORING, encoding: 'utf8' });
}

real('the rules are valid', () => {
  expect(run('check', 'rules', 'guichet.rules.yml')).toContain(`${alertRules().length} rules found`);
});

real('each alert comes when it should, and only then', () => {
  expect(run('test', 'rules', 'guichet.test.yml')).toContain('SUCCESS');
});

real('all that the dashboard asks is PromQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-promql-'));
  try {
    // As recording rules, with the one variable of Grafana's filled in.
    const rules = dashboardQuestions().map(({ expr }, index) => ({
      record: `panel:${index}`,
      expr: expr.replaceAll('$__rate_interval', '5m'),
    }));
    const file = join(folder, 'panels.yml');
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules }] }));
    expect(run('check', 'rules', file)).toContain(`${rules.length} rules found`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
