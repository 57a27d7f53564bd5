import type { OpenApiDocument } from './document';
import { exampleOf, type Schema, type Schemas } from './exampleOf';
import { BODIES } from './exampleBodies';

interface Media {
  readonly schema?: Schema;
  example?: unknown;
  examples?: Record<string, { readonly $ref: string }>;
}
interface Operation {
  readonly operationId?: string;
  readonly requestBody?: { readonly content?: Record<string, Media> };
  readonly responses?: Record<string, { readonly content?: Record<string, Media> }>;
}

/**
 * Gives each body and each answer an example: one written by hand where a made-up one would say little. What has a name
 * has one example for all calls.
 */
export function addExamples(document: OpenApiDocument): OpenApiDocument {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const shared = new Map<string, { value: unknown }>();
  const show = (media: Media | undefined, own?: unknown) => {
    if (!media?.schema) return;
    const name = media.schema.$ref?.split('/').pop();
    if (name === undefined || own !== undefined) media.example = own ?? exampleOf(media.schema, schemas);
    else {
      if (!shared.has(name)) shared.set(name, { value: exampleOf(media.schema, schemas) });
      media.examples = { one: { $ref: `#/components/examples/${name}` } };
    }
  };
  for (const path of Object.values(document.paths ?? {}))
    for (const { operationId = '', requestBody, responses } of Object.values(path as Record<string, Operation>)) {
      const own = BODIES[operationId];
      show(requestBody?.content?.['application/json'], own);
      for (const { content } of Object.values(responses ?? {})) show(content?.['application/json']);
    }
  return { ...document, components: { ...document.components, examples: Object.fromEntries(shared) } };
}
