/** What the API takes, from whom and how much of it. */
import { z } from 'zod';

const upTo = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to));

/** An origin as browsers send it: scheme, host and port, nothing else. */
const isOrigin = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;

const origins = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((all) => all.every(isOrigin));

export const edgeVariables = {
  GUICHET_RATE_LIMIT: { form: upTo(0, 1_000_000), must: 'be requests a minute, or 0 for no limit' },
  GUICHET_TRUSTED_PROXIES: { form: upTo(0, 10), must: 'be the number of proxies in front of the API, from 0 to 10' },
  GUICHET_CORS_ORIGINS: { form: origins, must: 'be sites such as https://intranet.example, separated by commas' },
  GUICHET_MAX_REQUESTS: { form: upTo(1, 100_000), must: 'be requests that a process serves at once, from 1 to 100000' },
};

interface EdgeValues {
  readonly GUICHET_RATE_LIMIT?: number;
  readonly GUICHET_TRUSTED_PROXIES?: number;
  readonly GUICHET_CORS_ORIGINS?: readonly string[];
  readonly GUICHET_MAX_REQUESTS?: number;
}

export function readEdgeSettings(values: EdgeValues) {
  return {
    /** Requests a minute of a key, a person or a stranger's address; 0: no limit. */
    rateLimit: values.GUICHET_RATE_LIMIT ?? 6_000,
    /** Proxies in front, whose `X-Forwarded-For` is believed. */
    trustedProxies: values.GUICHET_TRUSTED_PROXIES ?? 0,
    /** Sites whose pages may call the API. */
    corsOrigins: values.GUICHET_CORS_ORIGINS ?? [],
    /** What a process serves at once. */
    capacity: values.GUICHET_MAX_REQUESTS === undefined ? {} : { requests: values.GUICHET_MAX_REQUESTS },
  };
}
