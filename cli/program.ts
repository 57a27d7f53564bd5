/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- a command's modules are loaded when it is called, and `import()` does
   not go through the loader that runs TypeScript */
import type { Command } from 'commander';
import { version } from '../package.json';
import { readSettings, type Settings } from './settings';

interface CommandText {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly examples: readonly string[];
  /** Of a command that works on one thing: a file, a ticket. */
  readonly argument?: { readonly name: string; readonly description: string };
  /** Loads what it needs only when it is called: `--help` stays quick. */
  readonly run: (settings: Settings, argument: string) => Promise<void>;
}

export const COMMANDS: readonly CommandText[] = [
  {
    name: 'start',
    summary: 'run the whole desk on this machine (npm start)',
    description:
      'Runs PostgreSQL, Temporal, the worker and the API in one go, with all data in GUICHET_DATA (.guichet). ' +
      'DATABASE_URL and TEMPORAL_ADDRESS name servers to use instead. Ctrl-C stops everything in order.',
    examples: ['guichet start', 'PORT=8080 GUICHET_DATA=/srv/guichet GUICHET_DEMO=0 guichet start'],
    run: (settings) => (require('./commands/start') as typeof import('./commands/start')).runStart(settings),
  },
  {
    name: 'api',
    summary: 'serve the REST API',
    description:
      'Serves the REST API on PORT (3000). Any number may run. Needs servers that guichet migrate has prepared.',
    examples: ['DATABASE_URL=postgresql://… TEMPORAL_ADDRESS=temporal:7233 guichet api'],
    run: (settings) => (require('./commands/api') as typeof import('./commands/api')).runApi(settings),
  },
  {
    name: 'worker',
    summary: 'serve workflows and activities',
    description:
      'Serves the tickets’ workflows and activities. Any number may run. GUICHET_HEALTH_PORT opens GET /healthz.',
    examples: ['DATABASE_URL=postgresql://… TEMPORAL_ADDRESS=temporal:7233 GUICHET_HEALTH_PORT=3001 guichet worker'],
    run: (settings) => (require('./commands/worker') as typeof import('./commands/worker')).runWorker(settings),
  },
  {
    name: 'migrate',
    summary: 'prepare both servers for this release',
    description:
      'Applies missing migrations, adds what every desk has (administrator, defaults, secret), and sets up the Temporal ' +
      'namespace: retention, search attributes, schedules. Repeating it changes nothing. Run it before a new release.',
    examples: ['DATABASE_URL=postgresql://… TEMPORAL_ADDRESS=temporal:7233 GUICHET_ADMIN_KEY=… guichet migrate'],
    run: (settings) => (require('./commands/migrate') as typeof import('./commands/migrate')).runMigrate(settings),
  },
  {
    name: 'seed',
    summary: 'fill in the demonstration data',
    description:
      'Adds teams, agents, requesters and policies to try the desk with, and prints a key for each role. The keys are ' +
      'kept in GUICHET_DATA (.guichet).',
    examples: ['guichet seed'],
    run: (settings) => (require('./commands/seed') as typeof import('./commands/seed')).runSeed(settings),
  },
  {
    name: 'doctor',
    summary: 'check each part and say what is wrong',
    description:
      'Checks the servers that are named, or those of the guichet start that runs here: one line each, ✓ or ✗ and what ' +
      'to do. The exit code is 1 if anything is wrong.',
    examples: ['guichet doctor', 'docker compose run --rm api doctor'],
    run: (settings) => (require('./commands/doctor') as typeof import('./commands/doctor')).runDoctor(settings),
  },
  {
    name: 'heal',
    summary: 'set one ticket going again that is stuck',
    description:
      'For a ticket that guichet doctor or GET /reports/orphans names. A run whose workflow task always fails is ended, and ' +
      'the ticket goes on from the database; what the run had taken and not saved is told to the new one. Others are looked ' +
      'at as the desk does every minute. Mend the cause first. The exit code is 1 if something is left to do.',
    examples: ['guichet heal SD-42', 'docker compose run --rm api heal SD-42'],
    argument: { name: 'key', description: 'the ticket' },
    run: (settings, key) => (require('./commands/heal') as typeof import('./commands/heal')).runHeal(settings, key),
  },
  {
    name: 'promote',
    summary: 'make a build of workers the one that serves tickets',
    description:
      'Where workers have a GUICHET_BUILD_ID, Temporal sends tickets to the current build only. Makes GUICHET_BUILD_ID that one, ' +
      'once workers of it are there; the others then have nothing left to do. Without GUICHET_BUILD_ID, tickets go to workers ' +
      'that have none, as before. The exit code is 1 if no such worker is there.',
    examples: [
      'GUICHET_BUILD_ID=0.2.0 guichet promote',
      'docker compose run --rm -e GUICHET_BUILD_ID=0.2.0 worker promote',
    ],
    run: (settings) => (require('./commands/promote') as typeof import('./commands/promote')).runPromote(settings),
  },
  {
    name: 'demo',
    summary: 'live three tickets through everything (npm run demo)',
    description:
      'Opens an incident, an alert and a request and lives them to their end in seconds, telling the story as it happens: ' +
      'on the desk that runs here with demonstration data, else on one of its own. The exit code is 1 if a step differs.',
    examples: ['guichet demo'],
    run: (settings) => (require('./commands/demo') as typeof import('./commands/demo')).runDemoCommand(settings),
  },
  {
    name: 'simulate',
    summary: 'rehearse a policy on a file, without servers',
    description:
      'Runs a script of what people do under the calendars and the policy of a JSON document, in virtual time, and prints ' +
      'what happens when (docs/rehearsing.md). The exit code is 2 if the document is faulty.',
    examples: ['guichet simulate friday-evening.json', 'guichet simulate friday-evening.json | jq .timeline'],
    argument: { name: 'file', description: 'the document, JSON' },
    run: (_settings, file) => {
      (require('./commands/simulate') as typeof import('./commands/simulate')).runSimulate(file);
      return Promise.resolve();
    },
  },
];

/** Puts the commands on a program; each reads the settings first. */
export function describeProgram(program: Command): Command {
  program
    .name('guichet')
    .description('A service desk in which every ticket is one durable Temporal workflow.')
    .version(version)
    .showHelpAfterError('(guichet --help shows the commands)')
    .addHelpText('after', '\nSettings are environment variables: see docs/operations.md.');
  for (const { name, summary, description, examples, argument, run } of COMMANDS) {
    const command = program.command(name);
    if (argument) command.argument(`<${argument.name}>`, argument.description);
    command
      .summary(summary)
      .description(description)
      .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ ${example}`).join('\n')}`)
      .action((given: unknown) => run(readSettings(), typeof given === 'string' ? given : ''));
  }
  return program;
}
