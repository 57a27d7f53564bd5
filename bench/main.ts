import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { runApiBench } from './api/run';
import { runChannelsBench } from './channels/run';
import { runCoreBench } from './core';
import { reached } from './faults/report';
import { runFaultsBench } from './faults/run';
import type { TemporalStore } from './stack/temporalStore';
import { runGrowthBench } from './growth/run';
import { runLatenessBench } from './lateness/run';
import { runPeersBench } from './peers/run';
import { runStormBench } from './storm/run';
import { runTimeBench } from './time';
import { runUpgradeBench } from './upgrade/run';

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
  .command('lateness')
  .description('deadlines over some minutes on a large desk: the due instant against the committed escalation')
  .option('--tickets <n>', 'open tickets', '20000')
  .option('--full', '100,000 open tickets')
  .option('--deadlines <n>', 'tickets that come due', '2000')
  .option('--minutes <n>', 'over which they come due', '4')
  .option('--rate <n>', 'commands a second of people at work meanwhile', '5')
  .option('--seed <n>', 'of the texts and of what people work on', '1')
  .option('--folder <folder>', 'keep the desk there, and go on with the one that an earlier run has kept')
  .option('--json <file>', 'also write the raw figures to this file')
  .action((options: Named<'tickets' | 'deadlines' | 'minutes' | 'rate' | 'seed'> & Kept & { full?: true }) =>
    runLatenessBench({
      ...keptOf(options),
      tickets: options.full ? 100_000 : Number(options.tickets),
      deadlines: Number(options.deadlines),
      minutes: Number(options.minutes),
      rate: Number(options.rate),
      seed: Number(options.seed),
    }),
  );

program
  .command('storm')
  .description('many deadlines in one second while people work, beside as many naive timers')
  .option('--tickets <n>', 'open tickets', '1000')
  .option('--deadlines <n>', 'tickets that come due at once', '2000')
  .option('--full', '10,000 deadlines')
  .option('--rate <n>', 'commands a second of people at work', '5')
  .option('--before <n>', 'seconds that people work before, to be compared with', '30')
  .option('--seed <n>', 'of the texts and of what people work on', '1')
  .option('--folder <folder>', 'keep the desk there, and go on with the one that an earlier run has kept')
  .option('--json <file>', 'also write the raw figures to this file')
  .action((options: Named<'tickets' | 'deadlines' | 'rate' | 'before' | 'seed'> & Kept & { full?: true }) =>
    runStormBench({
      ...keptOf(options),
      tickets: Number(options.tickets),
      deadlines: options.full ? 10_000 : Number(options.deadlines),
      rate: Number(options.rate),
      before: Number(options.before),
      seed: Number(options.seed),
    }),
  );

program
  .command('growth')
  .description('throughput, latency, memory, disk and idle processors with few and with many open tickets')
  .option('--small <n>', 'open tickets to be compared with', '1000')
  .option('--tickets <n>', 'open tickets at the end', '20000')
  .option('--full', '100,000 open tickets at the end')
  .option('--sample <n>', 'tickets opened in each round of measuring', '200')
  .option('--rounds <n>', 'rounds of opening', '3')
  .option('--rate <n>', 'commands a second', '5')
  .option('--seconds <n>', 'of commands on tickets at work, and as many on any', '60')
  .option('--idle <n>', 'seconds without load', '60')
  .option('--seed <n>', 'of the texts and of what people work on', '1')
  .option('--folder <folder>', 'keep the desk there, for `lateness` and `storm`')
  .option('--json <file>', 'also write the raw figures to this file')
  .action(
    (
      options: Named<'small' | 'tickets' | 'sample' | 'rounds' | 'rate' | 'seconds' | 'idle' | 'seed'> &
        Kept & { full?: true },
    ) =>
      runGrowthBench({
        ...keptOf(options),
        small: Number(options.small),
        large: options.full ? 100_000 : Number(options.tickets),
        sample: Number(options.sample),
        rounds: Number(options.rounds),
        rate: Number(options.rate),
        seconds: Number(options.seconds),
        idle: Number(options.idle),
        seed: Number(options.seed),
      }),
  );

interface Kept {
  readonly folder?: string;
  readonly json?: string;
}

function keptOf({ folder, json }: Kept): Kept {
  return { ...(folder === undefined ? {} : { folder: resolve(folder) }), ...(json === undefined ? {} : { json }) };
}

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
      const results = await runFaultsBench({
        seed: Number(options.seed),
        kills: Number(options.kills),
        seconds: Number(options.seconds),
        people: Number(options.people),
        temporal: options.temporal,
        ...(options.only === undefined ? {} : { only: options.only.split(',') }),
        ...(options.json === undefined ? {} : { json: options.json }),
      });
      if (!results.every(reached)) process.exitCode = 1;
    },
  );

program
  .command('peers')
  .description(
    'opening, lists and escalation sweeps beside Request Tracker, django-helpdesk and, where named, osTicket',
  )
  .option('--tickets <n>', 'opened on the desk in each round', '400')
  .option('--peer-tickets <n>', 'opened on each of the others in each round', '100')
  .option('--open <n>', 'open, at least, when lists and sweeps are measured', '1000')
  .option('--lists <n>', 'asked of the desk in each round; of the others a quarter', '400')
  .option('--due <n>', 'tickets that are overdue when sweeps are measured', '50')
  .option('--clients <n>', 'at once', '16')
  .option('--rounds <n>', 'rounds, A B A B …', '3')
  .option('--idle <seconds>', 'in which the idle desk is watched', '60')
  .addOption(
    new Option('--temporal <store>', 'the real server on PostgreSQL, which Go builds once, or the development server')
      .choices(['dev', 'postgres'])
      .default('postgres'),
  )
  .option('--json <file>', 'also write the raw figures to this file')
  .action(
    (
      options: Named<'tickets' | 'peerTickets' | 'open' | 'lists' | 'due' | 'clients' | 'rounds' | 'idle'> & {
        temporal: TemporalStore;
        json?: string;
      },
    ) =>
      runPeersBench({
        tickets: Number(options.tickets),
        peerTickets: Number(options.peerTickets),
        open: Number(options.open),
        lists: Number(options.lists),
        due: Number(options.due),
        clients: Number(options.clients),
        rounds: Number(options.rounds),
        idleSeconds: Number(options.idle),
        temporal: options.temporal,
        ...(options.json === undefined ? {} : { json: options.json }),
      }),
  );

program
  .command('upgrade')
  .description('tickets begun under an earlier release go on under this code, in a rolling upgrade while people work')
  .option('--from <ref>', 'tag, branch or hash to begin with; the newest release before this code unless given')
  .option('--tickets <n>', 'in each stage of a life', '3')
  .option('--people <n>', 'who use the desk meanwhile', '4')
  .option('--hold <seconds>', 'in which the old release goes on alone on the new tables', '5')
  .option('--seed <n>', 'of what people do', String(Date.now() % 1_000_000))
  .addOption(
    new Option('--temporal <store>', 'development server, or the real one on PostgreSQL, which Go builds once')
      .choices(['dev', 'postgres'])
      .default('dev'),
  )
  .option('--json <file>', 'also write everything to this file')
  .action(
    async (
      options: Named<'tickets' | 'people' | 'hold' | 'seed'> & {
        from?: string;
        temporal: TemporalStore;
        json?: string;
      },
    ) => {
      const well = await runUpgradeBench({
        temporal: options.temporal,
        tickets: Number(options.tickets),
        people: Number(options.people),
        holdSeconds: Number(options.hold),
        seed: Number(options.seed),
        ...(options.from === undefined ? {} : { from: options.from }),
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
