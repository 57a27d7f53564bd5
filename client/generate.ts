import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPI3 } from 'openapi-typescript';
import { openApiDocument } from '../api/openapi/document';
import { allRoutes } from '../api/routes';

const PLACE = 'https://desk.example.org';

/** The committed document: that of the code, with the product's version, at an address of no desk in particular. */
export function describedContract(): string {
  const document = openApiDocument(allRoutes(), PLACE);
  return `${JSON.stringify({ ...document, info: { ...document.info, version: productVersion() } }, null, 1)}\n`;
}

/** Its types, as a module. */
export async function typedContract(): Promise<string> {
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const nodes = await openapiTS(withOneProblem(JSON.parse(describedContract()) as Described));
  return `/* Made by \`npm run openapi\` from the OpenAPI document: not to be edited. */\n${astToString(nodes)}`;
}

interface Described extends OpenAPI3 {
  readonly paths: Record<string, Record<string, { responses: Record<string, { headers?: object }> }>>;
}

/** To a program all refusals are one type, and headers are texts: naming them in each call would only swell the types. */
function withOneProblem(document: Described): Described {
  for (const path of Object.values(document.paths))
    for (const operation of Object.values(path)) {
      const good = Object.entries(operation.responses).filter(([status]) => status < '400');
      for (const [, answer] of good) delete answer.headers;
      operation.responses = {
        ...Object.fromEntries(good),
        default: { $ref: '#/components/responses/Problem422' } as object,
      };
    }
  return document;
}

function productVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { version: string };
  return version;
}
