/** The one reading of the environment: every variable that the desk knows, checked before anything starts. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { z } from 'zod';
import { fileVariables, readFileSettings } from './fileSettings';
import { identityVariables, readIdentitySettings } from './identitySettings';
import { buildVariables, readBuildSettings } from './buildSettings';
import { edgeVariables, readEdgeSettings } from './edgeSettings';
import { inboundVariables, readInboundSettings } from './inboundSettings';
import { mailVariables, readMailSettings } from './mailSettings';
import { metricsVariables, readMetricsSettings } from './metricsSettings';
import { readWebhookSettings, webhookVariables } from './webhookSettings';
import { describeError, OperatorError } from './operatorError';

type Environment = Readonly<Record<string, string | undefined>>;

/** A Temporal server and the part of it that is the desk's. */
export interface TemporalTarget {
  readonly connection: NativeConnectionOptions & { readonly address: string };
  readonly namespace: string;
}

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to));

const address = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

const webAddress = address('http:', 'https:').transform((text) => text.replace(/\/+$/, ''));

/** Each variable, what it may be and how a wrong value is explained ("must be …"). Empty ones count as absent. */
const variables = {
  PORT: { form: wholeNumber(0, 65_535), must: 'be a port from 0 (any free one) to 65535' },
  GUICHET_DATA: { form: z.string(), must: 'be a folder' },
  GUICHET_ADMIN_KEY: {
    form: z.string().regex(/^[\x21-\x7e]{16,512}$/),
    must: 'have 16 to 512 printable ASCII characters without spaces',
    hidden: true,
  },
  GUICHET_SECRET: { form: z.string().min(32), must: 'have 32 characters or more', hidden: true },
  GUICHET_DEMO: { form: z.enum(['0', '1']), must: 'be 0 or 1' },
  GUICHET_ALARM_SPREAD: { form: wholeNumber(0, 86_400), must: 'be seconds, from 0 to 86400' },
  GUICHET_ALARM_RATE: { form: wholeNumber(0, 10_000), must: 'be a number a second, from 0 to 10000' },
  GUICHET_CACHED_TICKETS: { form: wholeNumber(10, 100_000), must: 'be a number of tickets, from 10 to 100000' },
  GUICHET_ROLL_AT_EVENTS: { form: wholeNumber(30, 50_000), must: 'be a number of events from 30 to 50000' },
  GUICHET_PUBLIC_URL: { form: webAddress, must: 'be an http or https address' },
  GUICHET_HEALTH_PORT: { form: wholeNumber(0, 65_535), must: 'be a port from 0 (any free one) to 65535' },
  GUICHET_LOG_LEVEL: {
    form: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    must: 'be trace, debug, info, warn, error or silent',
  },
  DATABASE_URL: {
    form: address('postgres:', 'postgresql:'),
    must: 'be a PostgreSQL address such as postgresql://user:password@host:5432/guichet',
    hidden: true,
  },
  TEMPORAL_UI_URL: { form: webAddress, must: 'be an http or https address' },
  TEMPORAL_CLI: { form: z.string(), must: 'be the path of the Temporal CLI' },
  ...buildVariables,
  ...fileVariables,
  ...identityVariables,
  ...edgeVariables,
  ...mailVariables,
  ...inboundVariables,
  ...metricsVariables,
  ...webhookVariables,
} satisfies Record<string, { form: z.ZodType; must: string; hidden?: boolean }>;

type VariableName = keyof typeof variables;
type Values = { readonly [K in VariableName]?: z.output<(typeof variables)[K]['form']> };

/** Names of all variables that are read here; those of Temporal's own configuration are `@temporalio/envconfig`'s. */
export const VARIABLE_NAMES = Object.keys(variables) as readonly VariableName[];

/** Read by `@temporalio/envconfig`. `TEMPORAL_GRPC_META_*` is, too. */
export const TEMPORAL_VARIABLE_NAMES = [
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_API_KEY',
  'TEMPORAL_CONFIG_FILE',
  'TEMPORAL_PROFILE',
  'TEMPORAL_TLS',
  'TEMPORAL_TLS_CLIENT_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_CERT_DATA',
  'TEMPORAL_TLS_CLIENT_KEY_PATH',
  'TEMPORAL_TLS_CLIENT_KEY_DATA',
  'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  'TEMPORAL_TLS_SERVER_CA_CERT_DATA',
  'TEMPORAL_TLS_SERVER_NAME',
  'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION',
] as const;

/**
 * Reads and checks the environment.
 * @throws OperatorError that names each wrong variable and what it must be; secrets are not repeated
 */
export function readSettings(env: Environment = process.env) {
  const values = parseVariables(env);
  const temporal = readTemporalTarget(env);
  const dataFolder = resolve(values.GUICHET_DATA ?? '.guichet');
  const files = readFileSettings(values, dataFolder);
  const port = values.PORT ?? 3000;
  const publicUrl = values.GUICHET_PUBLIC_URL;
  return {
    port,
    /** Absolute path of the data folder. */
    dataFolder,
    ...files,
    ...readInboundSettings(values, files.attachments),
    ...readIdentitySettings(values),
    ...readBuildSettings(values),
    ...readMetricsSettings(values),
    ...readWebhookSettings(values),
    adminKey: values.GUICHET_ADMIN_KEY,
    secret: values.GUICHET_SECRET,
    /** Whether to fill in the demonstration; undefined: not said. */
    demo: values.GUICHET_DEMO === undefined ? undefined : values.GUICHET_DEMO === '1',
    ...readEdgeSettings(values),
    alarmSpreadMs: (values.GUICHET_ALARM_SPREAD ?? 60) * 1_000,
    /** Deadlines of one second that are acted on each second, a quarter of them at once; 0: all at once. */
    alarmRate: values.GUICHET_ALARM_RATE ?? 25,
    /** Tickets that a worker keeps in memory; undefined: as many as it finds right. */
    cachedTickets: values.GUICHET_CACHED_TICKETS,
    rollAtEvents: values.GUICHET_ROLL_AT_EVENTS,
    /** Undefined: where the API listens. */
    publicUrl,
    ...readMailSettings(values, publicUrl ?? `http://localhost:${port}`, dataFolder),
    /** Port of the worker's `/healthz`; undefined: none. */
    healthPort: values.GUICHET_HEALTH_PORT,
    logLevel: values.GUICHET_LOG_LEVEL ?? 'info',
    /** Null: the embedded PostgreSQL. */
    databaseUrl: values.DATABASE_URL ?? null,
    /** Null: the embedded Temporal. */
    temporal,
    /** Namespace in either Temporal. */
    namespace: temporal?.namespace ?? present(env.TEMPORAL_NAMESPACE) ?? 'default',
    temporalUiUrl: values.TEMPORAL_UI_URL,
  };
}

export type Settings = ReturnType<typeof readSettings>;

function parseVariables(env: Environment): Values {
  const read: Record<string, unknown> = {};
  const complaints: string[] = [];
  for (const name of VARIABLE_NAMES) {
    const text = present(env[name]);
    if (text === undefined) continue;
    const variable: { form: z.ZodType; must: string; hidden?: boolean } = variables[name];
    const parsed = variable.form.safeParse(text);
    if (parsed.success) read[name] = parsed.data;
    else complaints.push(`${name} must ${variable.must}${variable.hidden ? '' : `, not "${text}"`}`);
  }
  if (complaints.length > 0) throw new OperatorError(`${complaints.join('; ')}.`);
  // Each member was parsed by the form of its name.
  return read;
}

/**
 * A Temporal of one's own is meant by naming its address, or a configuration file or profile that has it. A profile that
 * merely lies in the home folder is not: the desk must not connect somewhere because of another tool's settings.
 */
function readTemporalTarget(env: Environment): TemporalTarget | null {
  const file = present(env.TEMPORAL_CONFIG_FILE);
  const profile = present(env.TEMPORAL_PROFILE);
  if (!present(env.TEMPORAL_ADDRESS) && !file && !profile) return null;
  const given = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => present(entry[1]) !== undefined),
  );
  try {
    if (file) readFileSync(file);
    const { connectionOptions, namespace } = loadClientConnectConfig({
      overrideEnvVars: given,
      ...(profile ? { profile } : {}),
      disableFile: !file && !profile,
    });
    const { address, ...rest } = connectionOptions;
    if (!address) throw new Error('the profile names no address');
    return { connection: { ...rest, address }, namespace: namespace ?? 'default' };
  } catch (error) {
    throw new OperatorError(`The TEMPORAL_… settings cannot be used: ${describeError(error)}.`);
  }
}

function present(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}
