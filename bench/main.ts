import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { runApiBench, type ApiOptions } from './api/run';
import { runChannelsBench, type ChannelsOptions } from './channels/run';
import { runCoreBench, type CoreOptions } from './core';
import { reached } from './faults/report';
import { runFaultsBench, type FaultsOptions } from './faults/run';
import type { GrowthOptions } from './growth/measure';
import { runGrowthBench } from './growth/run';
import { runLatenessBench, type LatenessOptions } from './lateness/run';
import { runPeersBench, type PeersOptions } from './peers/run';
import type { TemporalStore } from './stack/temporalStore';
import { runStormBench, type StormOptions } from './storm/run';
import { runTimeBench, type TimeOptions } from './time';
import { runUpgradeBench, type UpgradeOptions } from './upgrade/run';

/** `npm run bench -- core` and others: measurements, each beside a yardstick in the same run. Never part of the tests. */
const program = new Command('bench').description('Measures the desk beside a yardstick in the same run');

/** A number on the command line. */
function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

const someSeed = () => Date.now() % 1_000_000;
const json = () => new Option('--json <file>', 'also write the raw figures to this file');
const seed = (of: string, preset: number) => new Option('--seed <n>', of).argParser(count).default(preset);
const rounds = () => new Option('--rounds <n>', 'rounds, A B A B …').argParser(count).default(3);
const folder = (why: string) => new Option('--folder <folder>', why).argParser((path: string) => resolve(path));
const kept = () => folder('keep the desk there, and go on with the one that an earlier run has kept');
const temporal = (preset: TemporalStore) =>
  new Option('--temporal <store>', 'development server, or the real one on PostgreSQL, which Go builds once')
    .choices(['dev', 'postgres'])
    .default(preset);

program
  .command('core')
  .description('opening, commands, intake, history of a plain life')
  .option('--tickets <n>', 'tickets opened in each round', count, 200)
  .option('--commands <n>', 'commands timed in each round', count, 100)
  .addOption(rounds())
  .addOption(temporal('dev'))
  .addOption(json())
  .action((options: CoreOptions) => runCoreBench(options));

program
  .command('time')
  .description('open time, clocks, rehearsals')
  .addOption(rounds())
  .action((options: TimeOptions) => runTimeBench(options));

program
  .command('api')
  .description('lists, search and authentication over generated tickets')
  .option('--tickets <n>', 'tickets, each with ten events; beside them, 10,000', count, 100_000)
  .option('--rate <n>', 'requests a second', count, 200)
  .option('--seconds <n>', 'of each list', count, 5)
  .option('--no-exports', 'leave out the export of everything')
  .addOption(folder('keep the databases there, and measure those that an earlier run has made'))
  .addOption(json())
  .action((options: ApiOptions) => runApiBench(options));

program
  .command('channels')
  .description('a burst of mail through one pool, alone and beside a dead webhook; mail that comes in')
  .option('--messages <n>', 'mails of a burst; 0: leave out what leaves', count, 1_000)
  .option('--dead <n>', 'messages that wait for a webhook that never answers', count, 10_000)
  .option('--mails <n>', 'mails in the mailbox; 0: leave out what comes in', count, 500)
  .addOption(rounds())
  .action((options: ChannelsOptions) => runChannelsBench(options));

program
  .command('lateness')
  .description('deadlines over some minutes on a large desk: the due instant against the committed escalation')
  .option('--tickets <n>', 'open tickets', count, 20_000)
  .addOption(new Option('--full', '100,000 open tickets').implies({ tickets: 100_000 }))
  .option('--deadlines <n>', 'tickets that come due', count, 2_000)
  .option('--minutes <n>', 'over which they come due', count, 4)
  .option('--rate <n>', 'commands a second of people at work meanwhile', count, 5)
  .addOption(seed('of the texts and of what people work on', 1))
  .addOption(kept())
  .addOption(json())
  .action((options: LatenessOptions) => runLatenessBench(options));

program
  .command('storm')
  .description('many deadlines in one second while people work, beside as many naive timers')
  .option('--tickets <n>', 'open tickets', count, 1_000)
  .option('--deadlines <n>', 'tickets that come due at once', count, 2_000)
  .addOption(new Option('--full', '10,000 deadlines').implies({ deadlines: 10_000 }))
  .option('--rate <n>', 'commands a second of people at work', count, 5)
  .option('--before <n>', 'seconds that people work before, to be compared with', count, 30)
  .addOption(seed('of the texts and of what people work on', 1))
  .addOption(kept())
  .addOption(json())
  .action((options: StormOptions) => runStormBench(options));

program
  .command('growth')
  .description('throughput, latency, memory, disk and idle processors with few and with many open tickets')
  .option('--small <n>', 'open tickets to be compared with', count, 1_000)
  .option('--tickets <n>', 'open tickets at the end', count, 20_000)
  .addOption(new Option('--full', '100,000 open tickets at the end').implies({ tickets: 100_000 }))
  .option('--sample <n>', 'tickets opened in each round of measuring', count, 200)
  .option('--rounds <n>', 'rounds of opening', count, 3)
  .option('--rate <n>', 'commands a second', count, 5)
  .option('--seconds <n>', 'of commands on tickets at work, and as many on any', count, 60)
  .option('--idle <n>', 'seconds without load', count, 60)
  .addOption(seed('of the texts and of what people work on', 1))
  .addOption(folder('keep the desk there, for `lateness` and `storm`'))
  .addOption(json())
  .action(({ tickets, ...options }: Omit<GrowthOptions, 'large'> & { tickets: number }) =>
    runGrowthBench({ ...options, large: tickets }),
  );

program
  .command('faults')
  .description(
    'pulls plugs while people work, and checks what they were told afterwards; exit code 1 if it does not hold',
  )
  .addOption(seed('the same seed, the same choices', someSeed()))
  .option('--kills <n>', 'in the part `kills`', count, 50)
  .option('--seconds <n>', 'of ten-fold load', count, 60)
  .option('--people <n>', 'who use the desk meanwhile', count, 6)
  .option('--only <faults>', 'names, separated by commas', (names: string) => names.split(','))
  .addOption(temporal('postgres'))
  .addOption(json())
  .action(async (options: FaultsOptions) => {
    const results = await runFaultsBench(options);
    if (!results.every(reached)) process.exitCode = 1;
  });

program
  .command('peers')
  .description(
    'opening, lists and escalation sweeps beside Request Tracker, django-helpdesk and, where named, osTicket',
  )
  .option('--tickets <n>', 'opened on the desk in each round', count, 400)
  .option('--peer-tickets <n>', 'opened on each of the others in each round', count, 100)
  .option('--open <n>', 'open, at least, when lists and sweeps are measured', count, 1_000)
  .option('--lists <n>', 'asked of the desk in each round; of the others a quarter', count, 400)
  .option('--due <n>', 'tickets that are overdue when sweeps are measured', count, 50)
  .option('--clients <n>', 'at once', count, 16)
  .addOption(rounds())
  .option('--idle <seconds>', 'in which the idle desk is watched', count, 60)
  .addOption(temporal('postgres'))
  .addOption(json())
  .action(({ idle, ...options }: Omit<PeersOptions, 'idleSeconds'> & { idle: number }) =>
    runPeersBench({ ...options, idleSeconds: idle }),
  );

program
  .command('upgrade')
  .description('tickets begun under an earlier release go on under this code, in a rolling upgrade while people work')
  .option('--from <ref>', 'tag, branch or hash to begin with; the newest release before this code unless given')
  .option('--tickets <n>', 'in each stage of a life', count, 3)
  .option('--people <n>', 'who use the desk meanwhile', count, 4)
  .option('--hold <seconds>', 'in which the old release goes on alone on the new tables', count, 5)
  .addOption(seed('of what people do', someSeed()))
  .addOption(temporal('dev'))
  .addOption(json())
  .action(async ({ hold, ...options }: Omit<UpgradeOptions, 'holdSeconds'> & { hold: number }) => {
    if (!(await runUpgradeBench({ ...options, holdSeconds: hold }))) process.exitCode = 1;
  });

program.parseAsync().then(
  () => process.exit(process.exitCode),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
