import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { runApiBench } from './api/run';
import { runChannelsBench } from './channels/run';
import { runCoreBench } from './core';
import { runFaultsBench } from './faults/run';
import type { TemporalStore } from './stack/temporalStore';
import { runTimeBench } from './time';

/** `npm run bench -- core` or `-- time`: measurements, each beside a yardstick in the same run. Never part of the tests. */
const program = new Command('bench').description('Measures the desk beside a yardstick in the same run');

type Named<Names extends string> = Record<Names, string>;

program
  .command('core')
  .description('opening, commands, intake, history of a plain life')
  .option('--tickets <n>', 'tickets opened in each round', '200')
  .option('--commands <n>', 'commands timed in each round', '100')
  .option('--rounds <n>', 'rounds, A B A B …', '3')
  .addOption(
    new Option('--temporal <store>', 'development server, or the real one on PostgreSQL, which Go builds once')
      .choices(['dev', 'postgres'])
      .default('dev'),
  )
  .option('--json <file>', 'also write the raw figures to this file')
  .action(async (options: Named<'tickets' | 'commands' | 'rounds'> & { temporal: TemporalStore; json?: string }) => {
    await runCoreBench({
      temporal: options.temporal,
      tickets: Number(options.tickets),
      commands: Number(options.commands),
      rounds: Number(options.rounds),
      ...(options.json === undefined ? {} : { json: options.json }),
    });
  });

program
  .command('time')
  .description('open time, clocks, rehearsals')
  .option('--rounds <n>', 'rounds, A B A B …', '3')
  .action((options: { rounds: string }) => runTimeBench({ rounds: Number(options.rounds) }));

program
  .command('api')
  .description('lists, search and authentication over generated tickets')
  .option('--tickets <n>', 'tickets, each with ten events; beside them, 10,000', '100000')
  .option('--rate <n>', 'requests a second', '200')
  .option('--seconds <n>', 'of each list', '5')
  .option('--json <file>', 'also write the figures to this file')
  .option('--no-exports', 'leave out the export of everything')
  .option('--folder <folder>', 'keep the databases there, and measure those that an earlier run has made')
  .action(
    async (options: {
      tickets: string;
      rate: string;
      seconds: string;
      json?: string;
      folder?: string;
      exports: boolean;
    }) => {
      await runApiBench({
        ...(options.folder === undefined ? {} : { folder: resolve(options.folder) }),
        exports: options.exports,
        tickets: Number(options.tickets),
        rate: Number(options.rate),
        seconds: Number(options.seconds),
        ...(options.json === undefined ? {} : { json: options.json }),
      });
    },
  );

program
  .command('channels')
  .description('a burst of mail through one pool, alone and beside a dead webhook; mail that comes in')
  .option('--messages <n>', 'mails of a burst; 0: leave out what leaves', '1000')
  .option('--dead <n>', 'messages that wait for a webhook that never answers', '10000')
  .option('--mails <n>', 'mails in the mailbox; 0: leave out what comes in', '500')
  .option('--rounds <n>', 'rounds, A B A B …', '3')
  .action((options: Named<'messages' | 'dead' | 'mails' | 'rounds'>) =>
    runChannelsBench({
      messages: Number(options.messages),
      dead: Number(options.dead),
      mails: Number(options.mails),
      rounds: Number(options.rounds),
    }),
  );

program
  .command('faults')
  .description(
    'pulls plugs while people work, and checks what they were told afterwards; exit code 1 if it does not hold',
  )
  .option('--seed <n>', 'the same seed, the same choices', String(Date.now() % 1_000_000))
  .option('--kills <n>', 'in the part `kills`', '50')
  .option('--seconds <n>', 'of ten-fold load', '60')
  .option('--people <n>', 'who use the desk meanwhile', '6')
  .option('--only <faults>', 'names, separated by commas')
  .addOption(
    new Option('--temporal <store>', 'the real server on PostgreSQL, which Go builds once, or the development server')
      .choices(['dev', 'postgres'])
      .default('postgres'),
  )
  .option('--json <file>', 'also write everything to this file')
  .action(
    async (
      options: Named<'seed' | 'kills' | 'seconds' | 'people'> & {
        only?: string;
        temporal: TemporalStore;
        json?: string;
      },
    ) => {
      const well = await runFaultsBench({
        seed: Number(options.seed),
        kills: Number(options.kills),
        seconds: Number(options.seconds),
        people: Number(options.people),
        temporal: options.temporal,
        ...(options.only === undefined ? {} : { only: options.only.split(',') }),
        ...(options.json === undefined ? {} : { json: options.json }),
      });
      if (!well) process.exitCode = 1;
    },
  );

program.parseAsync().then(
  () => process.exit(process.exitCode),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
