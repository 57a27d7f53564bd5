import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem, type ProblemBody } from './problem';

/**
 * Answers what Node's HTTP parser refuses as problems, like everything else: without this, such requests would get an
 * answer without a body, and a client that reads `code` would find nothing.
 */
export function answerClientErrors(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    socket.end(asHttp(problemOf(error.code)));
  });
}

function problemOf(code: string | undefined): ProblemBody {
  const requestId = randomUUID();
  if (code === 'HPE_HEADER_OVERFLOW') {
    const detail = 'Address and headers are longer than 16 KiB together. Send less.';
    return new Problem('headers_too_large', detail).body(requestId);
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new Problem('request_timeout', 'The request did not come to its end in time. Send it again.').body(
      requestId,
    );
  }
  return new Problem('malformed', 'This is not an HTTP request that can be read.').body(requestId);
}

function asHttp(problem: ProblemBody): string {
  const body = JSON.stringify(problem);
  const lines = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${problem.requestId}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
