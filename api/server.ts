import { randomUUID } from 'node:crypto';
import { createServer, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type Koa from 'koa';

/** The application as a server, which waits for no request longer than ten seconds. Not listening yet. */
export function serverOf(app: Koa): Server {
  const patience = { requestTimeout: 10_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 };
  const server = createServer({ ...patience, connectionsCheckingInterval: 1_000 }, app.callback());
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(error.code ?? '', socket));
  return server;
}

/** What is no HTTP never becomes a request; it is refused like everything else. */
function refuse(code: string, socket: Duplex): void {
  if (!socket.writable || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, detail] = reasons[code] ?? [400, 'This is not HTTP as it should be.'];
  const requestId = randomUUID();
  const title = STATUS_CODES[status];
  const body = JSON.stringify({ type: 'urn:accord:problem:malformed', title, status, detail, requestId });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nX-Request-Id: ${requestId}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const reasons: { readonly [code: string]: readonly [number, string] | undefined } = {
  HPE_HEADER_OVERFLOW: [431, 'The headers are larger than 16 kB.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took longer than ten seconds to arrive.'],
};
