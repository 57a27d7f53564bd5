import type { DeskClient, Reply } from './deskClient';

interface UploadOptions {
  readonly type?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a file as browsers do: multipart/form-data, the fields first. */
export async function upload(
  client: DeskClient,
  path: string,
  content: Buffer,
  name: string,
  { type = '', fields = {}, headers = {} }: UploadOptions = {},
): Promise<Reply> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('file', new Blob([new Uint8Array(content)], { type }), name);
  const key = client.bearer === null ? {} : { Authorization: `Bearer ${client.bearer}` };
  const response = await fetch(`${client.origin}/api/v1${path}`, {
    method: 'POST',
    headers: { ...key, ...headers },
    body: form,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as unknown };
}
