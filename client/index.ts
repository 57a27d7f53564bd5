import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './types';

export type DeskApi = Client<paths>;

/**
 * The REST API, typed from its description: `const { data, error } = await desk.GET('/tickets/{key}', …)`.
 * @param origin of the desk, such as `http://localhost:3000`
 * @param key bearer value of an API key
 */
export function createDeskApi(origin: string, key: string): DeskApi {
  return createClient<paths>({ baseUrl: `${origin}/api/v1`, headers: { Authorization: `Bearer ${key}` } });
}
