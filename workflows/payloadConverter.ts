import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

/** Stands for a payload that could not be decoded. */
export const UNDECODABLE = { undecodable: true } as const;

/**
 * Decodes like the default converter, but never throws. A Signal is durable once the server has it: if its payload could
 * not be decoded, every later workflow task of the ticket would fail. So the workflow gets a marker instead, which its
 * reading of commands refuses as `invalid`.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload<T>(payload: Payload): T {
    try {
      return defaultPayloadConverter.fromPayload<T>(payload);
    } catch {
      // The one place where a foreign value enters untyped: whoever reads it checks its shape.
      return UNDECODABLE as T;
    }
  },
};
