import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Simulation } from '../../workflows/domain/simulationDocument';
import { FAULTY } from '../simulation/faulty';
import { caseFiles, rehearsalsIn, written } from '../simulation/rehearsals';
import { runCli } from '../support/cli';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-simulate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(text: string | Uint8Array): string {
  const file = join(folder, 'document.json');
  writeFileSync(file, text);
  return file;
}

describe('guichet simulate', () => {
  it.each(caseFiles())(
    'answers the first document of %s as the API does, as JSON and without servers',
    async (file) => {
      const [first] = rehearsalsIn(file);
      const nowhere = { DATABASE_URL: 'postgresql://localhost:1/none', TEMPORAL_ADDRESS: 'localhost:1' };
      const { code, stdout, stderr } = await runCli(['simulate', fileWith(JSON.stringify(first?.document))], nowhere);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(written(JSON.parse(stdout) as Simulation).timeline).toEqual(first?.timeline);
    },
  );

  it.each(['an unknown zone', 'resume of an open ticket', 'a calendar that never opens'])(
    'refuses %s with exit code 2, and says where',
    async (fault) => {
      const faulty = FAULTY.find(({ name }) => name === fault);
      const { code, stdout, stderr } = await runCli(['simulate', fileWith(JSON.stringify(faulty?.document))]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`${faulty?.pointer}: `);
      expect(stderr).not.toContain('    at ');
    },
  );

  it.each([
    ['that is no JSON', '{"script": ['],
    ['that is empty', ''],
    ['of bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
    ['that is another document', '[1, 2]'],
  ])('refuses a file %s with exit code 2', async (_what, content) => {
    const { code, stdout, stderr } = await runCli(['simulate', fileWith(content)]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^guichet: .*document\.json/);
  });

  it('refuses a file that is not there with exit code 2', async () => {
    const { code, stderr } = await runCli(['simulate', join(folder, 'nothing.json')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/nothing\.json cannot be read/);
  });
});
