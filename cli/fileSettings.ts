/** Where files are kept, what may be attached, and how long people's texts and files stay. */
import { join } from 'node:path';
import { z } from 'zod';
import type { StorePlace } from '../files/open';
import { OperatorError } from './operatorError';

const days = z
  .string()
  .regex(/^[1-9]\d{0,4}$/)
  .transform(Number);
const number = (to: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number)
    .pipe(z.number().max(to));
const hostAndPort = z
  .string()
  .regex(/^(\[[0-9a-f:]+\]|[^\s:/[\]]+):\d{1,5}$/i)
  .transform((text) => {
    const at = text.lastIndexOf(':');
    return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
  });
const mediaTypes = z
  .string()
  .transform((text) => text.split(',').map((type) => type.trim().toLowerCase()))
  .pipe(z.array(z.string().regex(/^[a-z0-9][a-z0-9.+-]*\/(\*|[a-z0-9][a-z0-9.+-]*)$/)));
const webAddress = z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));
const mustBeDays = 'be a number of days, 1 or more';

export const fileVariables = {
  GUICHET_ATTACHMENTS: { form: z.string(), must: 'be a folder' },
  GUICHET_ATTACHMENT_MAX: { form: number(5_000), must: 'be the MiB of a file at most, from 1 to 5000' },
  GUICHET_ATTACHMENT_COUNT: { form: number(1_000), must: 'be the files of a ticket at most, from 1 to 1000' },
  GUICHET_ATTACHMENT_TYPES: { form: mediaTypes, must: 'be media types such as image/*,application/pdf' },
  GUICHET_CLAMD: { form: hostAndPort, must: 'be the address of clamd, such as clamav:3310' },
  GUICHET_S3_BUCKET: { form: z.string(), must: 'be the name of a bucket' },
  GUICHET_S3_REGION: { form: z.string(), must: 'be a region' },
  GUICHET_S3_ENDPOINT: { form: webAddress, must: 'be an http or https address' },
  GUICHET_S3_PREFIX: {
    form: z.string().regex(/^[\w!.*'()/-]{1,200}$/),
    must: 'be the beginning of keys, such as desk/',
  },
  GUICHET_S3_ACCESS_KEY_ID: { form: z.string(), must: 'be an access key', hidden: true },
  GUICHET_S3_SECRET_ACCESS_KEY: { form: z.string(), must: 'be a secret access key', hidden: true },
  GUICHET_RETENTION_TEXTS: { form: days, must: mustBeDays },
  GUICHET_RETENTION_ATTACHMENTS: { form: days, must: mustBeDays },
  GUICHET_RETENTION_AUDIT: { form: days, must: mustBeDays },
} as const;

type Values = { readonly [K in keyof typeof fileVariables]?: z.output<(typeof fileVariables)[K]['form']> };

/** @throws OperatorError if S3 is named by halves */
export function readFileSettings(values: Values, dataFolder: string) {
  return {
    storePlace: readPlace(values, dataFolder),
    /** Null: files are not scanned. */
    clamd: values.GUICHET_CLAMD ?? null,
    attachments: {
      ...(values.GUICHET_ATTACHMENT_MAX !== undefined && { maxBytes: values.GUICHET_ATTACHMENT_MAX * 1024 * 1024 }),
      ...(values.GUICHET_ATTACHMENT_COUNT !== undefined && { maxCount: values.GUICHET_ATTACHMENT_COUNT }),
      ...(values.GUICHET_ATTACHMENT_TYPES !== undefined && { types: values.GUICHET_ATTACHMENT_TYPES }),
    },
    /** Days after which things go; absent: they stay. */
    retention: {
      ...(values.GUICHET_RETENTION_TEXTS !== undefined && { textsDays: values.GUICHET_RETENTION_TEXTS }),
      ...(values.GUICHET_RETENTION_ATTACHMENTS !== undefined && {
        attachmentsDays: values.GUICHET_RETENTION_ATTACHMENTS,
      }),
      ...(values.GUICHET_RETENTION_AUDIT !== undefined && { auditDays: values.GUICHET_RETENTION_AUDIT }),
    },
  };
}

function readPlace(values: Values, dataFolder: string): StorePlace {
  const bucket = values.GUICHET_S3_BUCKET;
  const folder = values.GUICHET_ATTACHMENTS ?? join(dataFolder, 'attachments');
  const [id, secret] = [values.GUICHET_S3_ACCESS_KEY_ID, values.GUICHET_S3_SECRET_ACCESS_KEY];
  if (bucket === undefined) {
    if (id !== undefined || secret !== undefined || values.GUICHET_S3_ENDPOINT !== undefined)
      throw new OperatorError('GUICHET_S3_BUCKET must be set too, where other GUICHET_S3_… are.');
    return { folder };
  }
  if ((id === undefined) !== (secret === undefined))
    throw new OperatorError('GUICHET_S3_ACCESS_KEY_ID and GUICHET_S3_SECRET_ACCESS_KEY must be set both, or neither.');
  return {
    s3: {
      bucket,
      region: values.GUICHET_S3_REGION ?? 'us-east-1',
      prefix: values.GUICHET_S3_PREFIX ?? '',
      ...(values.GUICHET_S3_ENDPOINT !== undefined && { endpoint: values.GUICHET_S3_ENDPOINT }),
      ...(id !== undefined && secret !== undefined && { credentials: { accessKeyId: id, secretAccessKey: secret } }),
    },
  };
}
