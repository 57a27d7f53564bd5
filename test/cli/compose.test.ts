/** docker-compose.yml and Dockerfile against the code: nothing here runs Docker. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { COMMANDS } from '../../cli/program';
import { readSettings, TEMPORAL_VARIABLE_NAMES, VARIABLE_NAMES } from '../../cli/settings';

const root = join(__dirname, '../..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

const Service = z.object({
  image: z.string(),
  build: z.string().optional(),
  container_name: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const Compose = z.object({ services: z.record(z.string(), Service) });
const { services } = Compose.parse(parse(text, { merge: true }));
const ours = Object.entries(services).filter(([, service]) => service.build !== undefined);

function service(name: string): z.infer<typeof Service> {
  const found = services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

/** Values as Compose would fill them in. */
function filledIn(environment: Readonly<Record<string, string>>): Record<string, string> {
  const fill = (value: string) =>
    // What has another value for the case is left out, the rest has to be set.
    value.replace(/\$\{\w+(?::([-?])([^}]*))?\}/g, (_all, mark?: string, other?: string) =>
      mark === '-' ? (other ?? '') : 'x'.repeat(16),
    );
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}

test('every variable that our services get is one that the settings read', () => {
  const known: readonly string[] = [...VARIABLE_NAMES, ...TEMPORAL_VARIABLE_NAMES];
  expect(ours.map(([name]) => name).sort()).toEqual(['api', 'migrate', 'worker']);
  for (const [name, { environment }] of ours) {
    const unknown = Object.keys(environment).filter((variable) => !known.includes(variable));
    expect({ name, unknown }).toEqual({ name, unknown: [] });
  }
});

test('their settings are valid and name the servers of this file', () => {
  for (const [, { environment }] of ours) {
    const settings = readSettings(filledIn(environment));
    const database = new URL(settings.databaseUrl ?? '');
    expect(services).toHaveProperty(database.hostname);
    expect(database.pathname.slice(1)).toBe(service('postgres').environment.POSTGRES_DB);
    expect(services).toHaveProperty(settings.temporal?.connection.address.split(':')[0] ?? '');
  }
});

test('their commands are commands of guichet', () => {
  const names = COMMANDS.map((command) => command.name);
  for (const [, { command }] of ours) expect(names).toContain(command?.[0]);
  const entry = /ENTRYPOINT \["node", "\/app\/(.+)"\]/.exec(dockerfile)?.[1] ?? '';
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: { guichet: string } };
  expect(entry).toBe(bin.guichet);
  expect(names).toContain(/CMD \["(\w+)"\]/.exec(dockerfile)?.[1]);
});

test('ports agree: what is published, asked for health, exposed and listened on', () => {
  const port = service('api').environment.PORT ?? '';
  expect(service('api').ports.every((published) => published.endsWith(`:${port}`))).toBe(true);
  expect(service('api').healthcheck?.test.join(' ')).toContain(`localhost:${port}/readyz`);
  expect(dockerfile).toContain(`EXPOSE ${port}\n`);
  const health = service('worker').environment.GUICHET_HEALTH_PORT ?? '';
  expect(service('worker').healthcheck?.test.join(' ')).toContain(`localhost:${health}/healthz`);
  const uiPort = /:(\d+)$/.exec(service('temporal-ui').ports[0] ?? '')?.[1];
  expect(service('api').environment.TEMPORAL_UI_URL).toBe(`http://localhost:${uiPort}`);
});

test('API and worker can be scaled, and wait for a prepared database', () => {
  for (const name of ['api', 'worker']) {
    const { container_name, depends_on, healthcheck } = service(name);
    expect({ name, container_name }).toEqual({ name, container_name: undefined });
    expect(depends_on.migrate).toEqual({ condition: 'service_completed_successfully' });
    expect(healthcheck).toBeDefined();
  }
  expect(service('worker').ports).toEqual([]);
  expect(service('api').ports).toEqual([expect.stringMatching(/^\d+-\d+:\d+$/)]);
  for (const name of Object.keys(service('migrate').depends_on)) expect(service(name).healthcheck).toBeDefined();
});

test('the image runs what the code needs, and not as root', () => {
  expect(dockerfile).toMatch(/^FROM node:20-/m);
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).toMatch(/npm ci --omit=dev/);
});
