import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Answer, Call } from '../route';
import { csvLines, type Column } from './csv';

export type Format = 'ndjson' | 'csv';

export interface Export<T> {
  readonly format: Format;
  /** Of the file that it is saved as, without its ending. */
  readonly name: string;
  readonly pages: AsyncIterable<readonly T[]>;
  readonly columns: readonly Column<T>[];
}

/**
 * Answers rows as they are read. NDJSON ends with a line that says that it is whole; CSV has no place for one, so an
 * export that broke off is told by its missing end alone: the connection is cut, and every client reports that.
 */
export function answerExport<T>({ req }: Pick<Call, 'req'>, { format, name, pages, columns }: Export<T>): Answer {
  const zipped = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(req.headers['accept-encoding'] ?? ''));
  const lines = format === 'csv' ? csvOf(columns, pages) : ndjsonOf(pages);
  return {
    status: 200,
    contentType: format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/x-ndjson; charset=utf-8',
    headers: {
      'Content-Disposition': `attachment; filename="${name}.${format}"`,
      Vary: 'Accept-Encoding',
      ...(zipped && { 'Content-Encoding': 'gzip' }),
    },
    stream: () => {
      const rows = Readable.from(lines, { objectMode: false });
      return zipped ? zip(rows) : rows;
    },
  };
}

async function* ndjsonOf<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<string> {
  let rows = 0;
  for await (const page of pages) {
    rows += page.length;
    yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
  yield `${JSON.stringify({ complete: true, rows })}\n`;
}

async function* csvOf<T>(columns: readonly Column<T>[], pages: AsyncIterable<readonly T[]>): AsyncGenerator<string> {
  yield csvLines(columns, [], true);
  for await (const page of pages) if (page.length > 0) yield csvLines(columns, page);
}

/** Either side's end ends the other. */
function zip(rows: Readable): Readable {
  const gzip = createGzip();
  rows.on('error', (error) => gzip.destroy(error));
  gzip.on('close', () => rows.destroy());
  return rows.pipe(gzip);
}
